// Before the first paint: mark that scripts run, and resolve the theme "auto" by the system's own setting.
(function () {
  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  root.classList.add("js");
  function draw() {
    const theme = root.dataset.theme;
    root.dataset.bsTheme = theme === "dark" || (theme !== "light" && dark.matches) ? "dark" : "light";
  }
  draw();
  dark.addEventListener("change", draw);
})();
