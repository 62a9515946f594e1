// <div data-session="seconds" data-warn="seconds">: says shortly before the sign-in ends, and extends it at one press.
// All windows of the browser know of each other's requests; the device's clock is only used to count.
const bar = document.querySelector("[data-session]");
if (bar) {
  const words = bar.querySelector("[data-session-words]"), form = bar.querySelector("form"), way = bar.querySelector("a");
  const age = Number(bar.dataset.age), warn = Number(bar.dataset.warn), key = `session:${bar.dataset.whose}`;
  let ends = Date.now() + Number(bar.dataset.session) * 1000;
  const share = () => { try { window.localStorage.setItem(key, String(ends)); } catch (error) { /* each window by itself */ } };
  const token = () => (document.cookie.match(/(?:^|; )csrftoken=([^;]+)/) || [])[1] || form.elements.csrfmiddlewaretoken.value;
  const look = () => {
    const left = Math.round((ends - Date.now()) / 1000);
    bar.hidden = left > warn;
    form.hidden = left <= 0;
    way.hidden = left > 0;
    way.href = `${way.dataset.signIn}?next=${encodeURIComponent(location.pathname + location.search)}`;
    if (left <= 0) words.textContent = "登录已结束，填写的内容还在本页。请在新窗口重新登录，再回到这里。";
    else if (left <= warn) words.textContent = `长时间没有操作，登录将在${left > 90 ? `${Math.ceil(left / 60)}分钟` : `${left}秒`}后结束。`;
  };
  const renewed = (seconds) => { ends = Math.max(ends, Date.now() + seconds * 1000); share(); look(); };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = new FormData(form);
    body.set("csrfmiddlewaretoken", token());
    try {
      const answer = await fetch(form.action, { method: "POST", body, redirect: "manual", headers: { Accept: "application/json" } });
      if (answer.ok) renewed((await answer.json()).seconds);
      else { ends = Date.now(); look(); }
    } catch (error) { words.textContent = "暂时连不上服务器，请稍后再按“继续使用”。"; }
  });
  document.addEventListener("session:renewed", () => renewed(age - 300));
  // the same person at work in another window, perhaps signed in anew there: the forms of this one are good again
  const follow = (event) => {
    if (event.key !== key || Number(event.newValue) <= ends) return;
    if (ends <= Date.now()) document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((field) => { field.value = token(); });
    ends = Number(event.newValue);
    look();
  };
  window.addEventListener("storage", follow);
  share();
  look();
  setInterval(look, 5000);
}
