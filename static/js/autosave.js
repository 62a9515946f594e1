// Autosave: <form data-autosave="address" data-whose="person" data-never="fields that are never kept" data-sign-in="address">.
// What is typed goes to the server two seconds after the last key, when the page is hidden and before the form is sent.
// While the server cannot take it (no connection, the sign-in has ended) the words stay in this browser, never the numbers;
// with data-pocket="tab" in this tab only, and they go with it. The answer may bring the version that stands now ("base"), a
// sentence ("word") and what is wrong by field ("faults"); the form hears of it as the event "autosaved".
const form = document.querySelector("form[data-autosave]");
if (form) {
  const words = form.querySelector("[data-autosave-words]");
  const notice = form.querySelector("[data-autosave-notice]");
  const pocket = `draft:${form.dataset.whose}:${location.pathname}`;
  const never = ["csrfmiddlewaretoken", ...form.dataset.never.split(" ").filter(Boolean)];
  const PAUSE = 2000, LONGEST_PAUSE = 60000, BEACON = 60000;
  let written = 0, kept = 0, unapplied = false, failures = 0, timer = null, under = null, leaving = false, ended = false;

  form.querySelectorAll("[data-autosave-never]").forEach((one) => { one.hidden = false; });
  const say = (sentence, kind = "") => { words.textContent = sentence; words.dataset.kind = kind; words.hidden = false; };
  const token = () => (document.cookie.match(/(?:^|; )csrftoken=([^;]+)/) || [])[1] || form.elements.csrfmiddlewaretoken.value;
  const pairs = () => Array.from(new FormData(form)).filter(([name, value]) => typeof value === "string" && !never.includes(name));
  const body = (fields) => { const sent = new FormData(); fields.forEach(([name, value]) => sent.append(name, value)); sent.append("csrfmiddlewaretoken", token()); return sent; };
  const store = (work) => { try { return work(form.dataset.pocket === "tab" ? window.sessionStorage : window.localStorage); } catch (error) { return null; } };
  const pocketed = () => store((local) => JSON.parse(local.getItem(pocket) || "null"));
  const putAway = () => store((local) => local.setItem(pocket, JSON.stringify({ at: Date.now(), fields: pairs() })));
  const empty = () => store((local) => local.removeItem(pocket));
  let field = ""; // where the person was typing last
  form.addEventListener("focusin", (event) => { if (event.target.id && event.target.matches("input, select, textarea")) field = event.target.id; });
  const wayBack = () => {
    return `${location.pathname}${location.search}${field ? `#${field}` : ""}`;
  };
  const signIn = () => `${form.dataset.signIn}?next=${encodeURIComponent(wayBack())}`;

  const tell = (sentence, ...acts) => {
    notice.querySelector("p").textContent = sentence;
    notice.querySelector(".row").replaceChildren(...acts.map(([label, act]) => {
      const one = document.createElement(typeof act === "string" ? "a" : "button");
      one.className = "button";
      one.textContent = label;
      if (typeof act === "string") one.href = act; else { one.type = "button"; one.addEventListener("click", act); }
      return one;
    }));
    notice.hidden = false;
  };

  const send = async (fields, keepalive = false) => {
    const answer = await fetch(form.dataset.autosave, { method: "POST", body: body(fields), redirect: "manual", keepalive, headers: { Accept: "application/json" } });
    if (answer.type === "opaqueredirect") return { ended: true };
    const json = (answer.headers.get("Content-Type") || "").includes("json");
    if (answer.ok && json) { document.dispatchEvent(new CustomEvent("session:renewed")); return answer.json(); }
    if (json) return { refused: (await answer.json()).refusal };
    if (answer.status === 403) return { ended: true }; // a token from before the sign-in
    throw new Error(answer.status);
  };

  const take = (answer, moment) => {
    failures = 0;
    if (answer.ended) {
      ended = true;
      putAway();
      say("尚未保存到服务器", "waiting");
      tell("登录已结束。您填写的内容留在本机，重新登录后回到这里继续，不必重填。", ["重新登录", signIn()]);
      notice.querySelector("a").addEventListener("click", (event) => { leaving = true; event.currentTarget.href = signIn(); });
      return false;
    }
    if (answer.refused) { putAway(); say(answer.refused, "waiting"); if (form.dataset.pocket) tell(`${answer.refused}您填写的内容仍在本页，没有写入。`); return false; }
    if (answer.base !== undefined) form.elements.base.value = answer.base;
    form.dispatchEvent(new CustomEvent("autosaved", { detail: answer }));
    if (ended) { ended = false; notice.hidden = true; }
    kept = Math.max(kept, moment);
    unapplied = !answer.unchanged;
    if (kept === written) empty();
    say(answer.word || (answer.unchanged ? "与已保存的内容相同" : `已于${answer.at}自动保存，尚未写入申报材料`), answer.changed || Object.keys(answer.faults || {}).length ? "waiting" : "kept");
    if (answer.changed) tell(form.dataset.changed || "此节已在另一窗口修改。您填写的内容没有丢失，也没有覆盖对方；请比较两份内容后再保存。", ["比较两份内容", answer.changed]);
    else if (answer.others && answer.others.length) tell(`${answer.others.join("、")}也在填写本节，尚未保存。`);
    return true;
  };

  const flush = async (keepalive = false) => {
    clearTimeout(timer);
    if (kept === written) return true;
    if (under && !keepalive) { await under; if (kept === written) return true; }
    const moment = written;
    const fields = pairs();
    const size = fields.reduce((sum, [name, value]) => sum + 120 + new Blob([name, value]).size, 0);
    under = send(fields, keepalive && size < BEACON).then((answer) => take(answer, moment), () => {
      putAway();
      failures += 1;
      say("尚未保存到服务器，联网后自动保存", "waiting");
      timer = setTimeout(flush, Math.min(PAUSE * 2 ** failures, LONGEST_PAUSE));
      return false;
    });
    const done = await under;
    under = null;
    return done;
  };

  const typed = (event) => {
    if (event && event.target.type === "file") return;
    written += 1;
    if (ended) { putAway(); return; }
    if (!failures) say("正在填写……");
    clearTimeout(timer);
    timer = setTimeout(flush, PAUSE);
  };
  form.addEventListener("input", typed);
  form.addEventListener("rows:changed", typed);
  window.addEventListener("online", () => { failures = 0; flush(); });
  window.addEventListener("focus", () => { if (ended && kept !== written) flush(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden && kept !== written) { putAway(); flush(true); } });
  window.addEventListener("pagehide", () => { if (kept !== written && !leaving) { putAway(); flush(true); } });
  window.addEventListener("beforeunload", (event) => { if (kept !== written && (failures || ended) && !leaving) event.preventDefault(); });

  // Sending the form: first what is typed, so that a sign-in that has ended costs nobody his words.
  form.addEventListener("submit", async (event) => {
    if (leaving) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    written += 1;
    const done = await flush();
    if (!done && (ended || failures)) { notice.scrollIntoView({ block: "center" }); return; }
    form.elements.csrfmiddlewaretoken.value = token();
    leaving = true;
    empty();
    form.requestSubmit(event.submitter && event.submitter.form === form ? event.submitter : undefined);
  }, true);
  window.addEventListener("pageshow", (event) => { if (event.persisted) leaving = false; });

  // Signing out with something unsaved: asked once, and led back to the same field after the next sign-in.
  document.querySelectorAll("form[data-sign-out]").forEach((out) => out.addEventListener("submit", async (event) => {
    if (leaving || (kept === written && !unapplied)) return;
    event.preventDefault();
    const done = await flush();
    const sentence = done ? "本节有填写后尚未按“保存”的内容，已为您保留，重新登录后可以恢复。仍要退出登录吗？" : "本节有内容尚未保存到服务器，只留在本机。仍要退出登录吗？";
    if (!window.confirm(sentence)) return;
    leaving = true;
    const next = document.createElement("input");
    Object.assign(next, { type: "hidden", name: "next", value: signIn() });
    out.append(next);
    out.submit();
  }, true));

  // What an earlier visit could not bring to the server is brought there now, and offered.
  const left = pocketed();
  if (left) {
    const base = Object.fromEntries(left.fields);
    const offered = document.querySelector(`[data-pending="${base.window}"]`);
    if (offered) offered.hidden = true; // until the server has the latest of it
    send(left.fields).then((answer) => {
      if (answer.ended || answer.refused) { if (offered) offered.hidden = false; return; }
      empty();
      if (answer.unchanged) return;
      if (answer.changed) { tell(form.dataset.changed || "", ["比较两份内容", answer.changed]); return; }
      if (answer.base !== undefined) { location.reload(); return; } // it stands in the sheet now
      const address = `${location.pathname}?copy=${encodeURIComponent(base.window)}${location.hash}`;
      if (new URLSearchParams(location.search).get("copy") === base.window) { location.replace(address); location.reload(); return; }
      const when = new Intl.DateTimeFormat("zh-CN", { timeZone: "Asia/Shanghai", hour: "numeric", minute: "2-digit", hour12: false }).format(new Date(left.at));
      tell(`您于${when}填写、当时未能保存到服务器的内容已经找回。`, ["恢复", address]);
    }, () => { if (offered) offered.hidden = false; });
  }
  // Back at the very field.
  const there = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (there && there.matches("input, select, textarea")) there.focus();
}
