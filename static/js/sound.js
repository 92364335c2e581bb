// A short soft tone, only after the person has touched the page once (browsers allow none before).
const Sound = (() => {
  let context = null;

  function allow() {
    const Context = window.AudioContext || window.webkitAudioContext;
    if (!Context) return;
    context = context || new Context();
    context.resume();
  }

  function play() {
    if (context?.state !== "running") return;
    const start = context.currentTime;
    const tone = context.createOscillator();
    const loud = context.createGain();
    tone.frequency.setValueAtTime(587, start);
    tone.frequency.setValueAtTime(784, start + 0.18);
    loud.gain.setValueAtTime(0.0001, start);
    loud.gain.exponentialRampToValueAtTime(0.2, start + 0.03);
    loud.gain.exponentialRampToValueAtTime(0.0001, start + 0.5);
    tone.connect(loud).connect(context.destination);
    tone.start(start);
    tone.stop(start + 0.5);
  }

  for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, allow, { once: true, passive: true });
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-sound]")) return;
    allow();
    context?.resume().then(play);
    Announce.answer(say("heard"));
  });
  return { play };
})();
