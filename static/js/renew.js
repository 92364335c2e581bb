// The role has changed: this browser gets another session id (a GET writes nothing), then its page loads anew.
// Where another tab of it was faster, its cookie comes in a moment.
Live.anew = async () => {
  if (Live.stopped) return;
  Live.stopped = true;
  const programme = location.pathname.match(/^\/p\/[^/]+/)?.[0];
  const asked = programme && fetch(`${programme}/session`, { method: "POST", headers: { "HX-Request": "true" } });
  const answer = await asked?.catch?.(() => null);
  setTimeout(() => location.reload(), answer?.ok || !asked ? 0 : 1000);
};
