// Finding cards by words, field, country and how far they are; what one is interested in or owns is marked on its card.
(() => {
  const cards = document.getElementById("cards");
  if (!cards) return;
  const form = document.querySelector("[data-cards]");
  const letters = { أ: "ا", إ: "ا", آ: "ا", ٱ: "ا", ة: "ه", ى: "ي", ئ: "ي", ؤ: "و", ـ: "", ک: "ك", ی: "ي", ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ı: "i", ħ: "h", ŧ: "t", ð: "d", þ: "th", ŋ: "n", ς: "σ", "’": "'" };
  // The same as app/domain/practices/board.py `searchable`.
  const swap = (text) => text.replace(/./gsu, (sign) => letters[sign] ?? sign);
  const fold = (text) => swap(swap(text.normalize("NFKC").toLowerCase()).normalize("NFKD").replace(/\p{M}/gu, ""));

  function look() {
    const known = document.getElementById("mine")?.dataset;
    const [mine, owns] = [known?.interests, known?.owns].map((numbers) => (numbers ?? "").split(" "));
    const typed = fold(form.elements.words.value).split(/\s+/).filter(Boolean);
    const [field, country, maturity] = ["field", "country", "maturity"].map((name) => form.elements[name].value);
    let count = 0;
    for (const card of cards.children) {
      const words = ` ${card.dataset.words ?? ""}`;
      const there = (!country || card.dataset.country === country) && (!maturity || card.dataset.maturity === maturity);
      const fits = there && typed.every((part) => words.includes(part));
      card.hidden = !fits || !(!field || (card.dataset.fields ?? "").split(" ").includes(field));
      card.classList.toggle("chosen", mine.includes(card.dataset.practice));
      card.classList.toggle("own", owns.includes(card.dataset.practice));
      count += !card.hidden;
    }
    const line = form.querySelector("[data-found]");
    const said = count || !cards.children.length ? "" : line.dataset.none;
    if (line.textContent !== said) line.textContent = said;
  }

  form.addEventListener("input", look);
  form.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("htmx:after:swap", look);
  look();
})();
