// Passkeys: the buttons appear where the browser can, and a failure is told in the page.
// The work is done by the scripts of the sign-in library; both come from this server.
document.addEventListener("DOMContentLoaded", () => {
  if (!window.PublicKeyCredential) return;
  for (const part of document.querySelectorAll("[data-passkey]")) part.hidden = false;
  const without = document.getElementById("passkey_without");
  if (without) without.hidden = true;
});

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const failed = document.getElementById("passkey_failed");
  if (failed) failed.hidden = false;
});
