// Follow a long work: <div data-progress="json address" data-reload="page address">. Answers: {done, total, word, finished}.
document.querySelectorAll("[data-progress]").forEach((box) => {
  const bar = box.querySelector("progress");
  const words = box.querySelector("[data-progress-words]");
  const ask = async () => {
    let wait = 2000;
    try {
      const answer = await fetch(box.dataset.progress, { headers: { Accept: "application/json" } });
      if (answer.ok) {
        const now = await answer.json();
        bar.max = now.total || 1;
        bar.value = now.done;
        words.textContent = now.word || `已办 ${now.done} / ${now.total}`;
        if (now.finished) { window.location.assign(box.dataset.reload); return; }
      } else { wait = 10000; }
    } catch (error) { wait = 10000; }
    setTimeout(ask, wait);
  };
  setTimeout(ask, 1000);
});
