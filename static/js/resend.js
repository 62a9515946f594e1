// <form data-resend>: sent again after signing in anew in another window, which has changed the token of the forms.
document.querySelectorAll("form[data-resend]").forEach((form) => {
  form.addEventListener("submit", () => {
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    if (token) form.elements.csrfmiddlewaretoken.value = token[1];
  });
});
