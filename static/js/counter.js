// Live character counts: <p data-counts="id of the field" data-limit="1000">. Characters are counted as people count them.
document.querySelectorAll("[data-counts]").forEach((words) => {
  const field = document.getElementById(words.dataset.counts);
  if (!field) return;
  const limit = Number(words.dataset.limit);
  const count = () => {
    const written = Array.from(field.value.replace(/\r\n/g, "\n")).length;
    words.classList.toggle("over", written > limit);
    words.textContent = written > limit ? `已写 ${written} 字，超出 ${written - limit} 字` : `已写 ${written} 字，还可写 ${limit - written} 字`;
  };
  field.addEventListener("input", count);
  count();
});
