// Files one by one, each with its progress and its own answer: <form data-uploads data-largest="bytes"> holding one file input and
// <ul data-upload-list>. Without this module the form sends them together and the page tells of each. Where all were taken the page is opened anew; else it
// stays, so that the reasons can be read. Answers: {files: [{name, why_not}]}.
const sizeWords = (size) => (size < 1048576 ? `${Math.max(1, Math.round(size / 1024))} KB` : `${(size / 1048576).toFixed(1).replace(/\.0$/, "")} MB`);

const line = (list, file) => {
  const item = document.createElement("li");
  const name = document.createElement("span");
  const bar = document.createElement("progress");
  const words = document.createElement("span");
  name.className = "upload-name";
  name.textContent = `${file.name}　${sizeWords(file.size)}`;
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", file.name);
  words.className = "upload-words";
  words.textContent = "等待上传";
  item.append(name, bar, words);
  list.append(item);
  return {
    shown: (part) => { bar.value = part; words.textContent = part < 1 ? `已传 ${Math.floor(part * 100)}%` : "正在检查"; },
    done: () => { bar.remove(); item.className = "kept"; words.textContent = "已上传"; },
    refused: (why) => { bar.remove(); item.className = "refused"; words.textContent = why; },
  };
};

const send = (form, input, file, told) => new Promise((settle) => {
  const content = new FormData(form);
  content.delete(input.name);
  content.append(input.name, file);
  const request = new XMLHttpRequest();
  request.open("POST", form.action || window.location.href);
  request.setRequestHeader("Accept", "application/json");
  request.responseType = "json";
  request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) told.shown(event.loaded / event.total); });
  request.addEventListener("load", () => {
    const answer = request.response && request.response.files && request.response.files[0];
    if (!answer) told.refused("没有上传，请刷新页面后再试。");
    else if (answer.why_not) told.refused(answer.why_not);
    else told.done();
    settle(Boolean(answer) && !answer.why_not);
  });
  request.addEventListener("error", () => { told.refused("网络中断，没有上传，请重新选择此文件。"); settle(false); });
  request.send(content);
});

const refresh = async () => {
  const answer = await fetch(window.location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-papers]");
  if (fresh) document.querySelector("[data-papers]").replaceWith(fresh);
};

document.querySelectorAll("form[data-uploads]").forEach((form) => {
  const input = form.querySelector("input[type=file]");
  const list = form.querySelector("[data-upload-list]");
  const button = form.querySelector("button[type=submit]");
  form.addEventListener("submit", async (event) => {
    if (!input.files.length || form.querySelector("[name=title]")?.value && input.files.length > 1) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    button.disabled = true;
    list.hidden = false;
    list.replaceChildren();
    const waiting = Array.from(input.files, (file) => [file, line(list, file)]);
    let kept = 0;
    for (const [file, told] of waiting) {
      if (file.size > Number(form.dataset.largest)) told.refused(`大小为 ${sizeWords(file.size)}，超过 ${sizeWords(Number(form.dataset.largest))} 的上限，没有上传。`);
      else if (await send(form, input, file, told)) kept += 1;
    }
    if (kept === waiting.length) { window.location.assign(window.location.pathname); return; }
    input.value = "";
    button.disabled = false;
    await refresh();
  }, true);
});
