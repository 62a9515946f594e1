// Live character counts: <p data-counts="id of the field" data-limit="1000">. Characters are counted as people count them:
// the browser's own maxlength counts 𬭎 twice and cuts a pasted text in silence, so it is taken off; the server still refuses what is too long.
const count = (words) => {
  const field = document.getElementById(words.dataset.counts);
  if (!field) return;
  field.removeAttribute("maxlength");
  const limit = Number(words.dataset.limit);
  const written = Array.from(field.value.replace(/\r\n/g, "\n")).length;
  words.classList.toggle("over", written > limit);
  words.textContent = written > limit ? `已写 ${written} 字，超出 ${written - limit} 字` : `已写 ${written} 字，还可写 ${limit - written} 字`;
};
const countAll = () => document.querySelectorAll("[data-counts]").forEach(count);
document.addEventListener("input", (event) => { if (event.target.id) document.querySelectorAll(`[data-counts="${event.target.id}"]`).forEach(count); });
document.addEventListener("rows:changed", countAll, true); // a card that was added has fields of its own
countAll();
