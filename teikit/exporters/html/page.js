// comfort only: the page works without it; a reader's choice of view is kept for the next page
(() => {
  const key = "teikit-view";
  const views = document.querySelectorAll('input[name="view"]');
  try {
    const kept = sessionStorage.getItem(key);
    views.forEach((view) => {
      if (view.value === kept) view.checked = true;
      view.addEventListener("change", () => sessionStorage.setItem(key, view.value));
    });
  } catch { /* a browser that keeps nothing still shows both views */ }
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((part) => { part.open = true; }));
})();
