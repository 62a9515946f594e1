// Keep each line as it is decided: <form data-lines>, a line is [data-line]. Without this the button of the form keeps them all.
document.querySelectorAll("form[data-lines]").forEach((form) => {
  const word = form.querySelector("[data-lines-word]");
  let turn = Promise.resolve();
  const keep = async () => {
    const sent = new FormData(form);
    let answer;
    try {
      answer = await fetch(form.action, { method: "POST", body: sent, headers: { Accept: "application/json" }, redirect: "error" });
    } catch (error) { word.textContent = "连接中断，尚未保存；恢复后再改一项即会保存，也可以按“保存审核结论”。"; return; }
    if (!(answer.headers.get("Content-Type") || "").includes("json")) { word.textContent = "未能保存，请按“保存审核结论”查看原因。"; return; }
    const told = await answer.json();
    form.querySelectorAll("[data-line]").forEach((line) => {
      const fault = told.faults[line.dataset.line];
      const box = line.querySelector("[data-line-fault]");
      box.textContent = "";
      line.classList.toggle("wrong", Boolean(fault));
      if (fault) { const sentence = document.createElement("p"); sentence.className = "field-error"; sentence.textContent = fault; box.append(sentence); }
    });
    word.textContent = `${told.word}，${told.open ? `还有 ${told.open} 项没有结论。` : "各项均有结论。"}`;
    if (!Object.keys(told.faults).length) form.dispatchEvent(new CustomEvent("kept"));
    const old = document.getElementById("conclusion");
    if (old) { const box = document.createElement("template"); box.innerHTML = told.conclusion; old.replaceWith(box.content); }
  };
  form.addEventListener("change", () => { turn = turn.then(keep); });
});
