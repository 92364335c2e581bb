// A text in pieces that the server takes, for what is too long to be handed over as one (realtime/updates.py LONGEST).
const WritingPieces = (() => {
  const MOST = 40000;
  const AROUND = 60; // bytes of a block beside its signs, and of its removal
  const DEEP = 3; // bytes of a sign (UTF-16) at most

  // In an order in which each block comes after those it was written between.
  function* ordered(clients) {
    const at = new Map(Array.from(clients.keys(), (client) => [client, 0]));
    const begun = (client) => clients.get(client)[at.get(client)]?.id.clock ?? Infinity;
    const there = (id) => !id || !clients.has(id.client) || id.clock < begun(id.client);
    for (let before = -1, done = 0; done > before; ) {
      before = done;
      for (const [client, blocks] of clients) {
        for (let block; (block = blocks[at.get(client)]) && there(block.origin) && there(block.rightOrigin); done += 1) {
          at.set(client, at.get(client) + 1);
          yield block;
        }
      }
    }
  }

  // What whoever has `state` lacks, in pieces to be put in one after the other; what is gone goes with where it stood.
  function of(doc, state) {
    const pieces = [];
    let clients = new Map();
    let size = 0;
    const close = () => {
      if (size) pieces.push(Y.encodeStateAsUpdate({ store: { clients } }, state));
      clients = new Map();
      size = 0;
    };
    for (const block of ordered(doc.store.clients)) {
      const cost = AROUND + DEEP * (block.content?.str?.length ?? 0);
      if (size + cost > MOST) close();
      size += cost;
      const { client } = block.id;
      if (!clients.has(client)) clients.set(client, []);
      clients.get(client).push(block);
    }
    close();
    return pieces;
  }

  return { of, MOST };
})();
