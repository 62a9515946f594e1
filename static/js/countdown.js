// <p class="countdown" data-at data-now data-what data-again>: ticks on from the server's moment, whatever the device's clock says.
// After a sleep, or when somebody sets the device's clock, the server is asked again.
document.querySelectorAll(".countdown[data-at]").forEach((line) => {
  const words = line.querySelector("[data-countdown-words]");
  let at = Number(line.dataset.at), now = Number(line.dataset.now), since = performance.now(), dated = Date.now();
  const left = (milliseconds) => {
    const minutes = Math.floor(milliseconds / 60000), hours = Math.floor(minutes / 60), days = Math.floor(hours / 24);
    if (days) return `${days}天${hours % 24 ? `${hours % 24}小时` : ""}`;
    if (hours) return `${hours}小时${minutes % 60 ? `${minutes % 60}分` : ""}`;
    return minutes ? `${minutes}分` : "不足1分钟";
  };
  const ask = async () => {
    try {
      const answer = await fetch(line.dataset.again, { redirect: "manual", headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      const told = await answer.json();
      if (!told.at) return;
      at = told.at; now = told.now; since = performance.now(); dated = Date.now();
    } catch (error) { /* no connection: the next tick tries again */ }
  };
  const tick = async () => {
    const passed = performance.now() - since;
    if (line.dataset.again && Math.abs(Date.now() - dated - passed) > 20000) await ask();
    const rest = at - now - (performance.now() - since);
    if (rest <= 0) {
      words.textContent = `${line.dataset.what}已经截止，不再受理`;
      line.classList.add("over");
      return;
    }
    words.textContent = `距${line.dataset.what}截止还有${left(rest)}`;
    line.classList.toggle("near", rest < 86400000);
    setTimeout(tick, rest < 3600000 ? 1000 : 20000);
  };
  setTimeout(tick, 1000);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) tick(); });
});
