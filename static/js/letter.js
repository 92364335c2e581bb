// Which letter a key stands for: the one printed on it, wherever the layout has it (AZERTY has A, M, Q and W elsewhere);
// on a layout of another script the Latin letter of its place.
const Letter = {
  of(event) {
    if (/^[a-z]$/i.test(event.key)) return event.key.toLowerCase();
    const other = event.key.length === 1 && /\p{L}/u.test(event.key);
    return other && event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : "";
  },
};
