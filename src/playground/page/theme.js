// Runs before the first paint, as a classic script, so that a chosen theme doesn't flash in after the other.
const chosen = localStorage.getItem('isnad.theme');
if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
