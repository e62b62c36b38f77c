#include "harness/report/page_script.hpp"

namespace ripcord::report {

// Its hash below must be that of exactly these characters: tests/peers/page_test.py tells if it is
// not.
std::string_view page_script() {
  return R"js(
const filter = document.getElementById('filter');
const faults = document.getElementById('faults');
const shown = document.getElementById('shown');
const drawn = document.querySelectorAll('details.run').length;
document.getElementById('tools').hidden = false;
function say(count) {
  shown.textContent = drawn === 0 ? 'no run was kept: the table has all of them' : count + ' of ' + drawn + ' runs shown';
}
function matches(element, words) {
  const text = element.textContent.toLowerCase();
  return words.every((word) => text.includes(word));
}
function apply() {
  const words = filter.value.toLowerCase().split(' ').filter(Boolean);
  let count = 0;
  for (const run of document.querySelectorAll('details.run')) {
    const name = run.querySelector('summary');
    const met = matches(name, words);
    const rows = [...run.querySelectorAll('g.row')];
    let inside = 0;
    for (const row of rows) {
      const meant = (met || matches(row, words)) && (!faults.checked || !row.matches('.plain.arrow:not(.fault)'));
      row.style.opacity = meant ? '' : '0.12';
      if (meant) inside += 1;
    }
    run.hidden = !(met || (rows.length > 0 && inside > 0));
    if (!run.hidden) count += 1;
  }
  for (const row of document.querySelectorAll('table.results tbody tr')) row.hidden = !matches(row, words);
  say(count);
}
filter.addEventListener('input', apply);
faults.addEventListener('change', apply);
if (filter.value || faults.checked) apply(); else say(drawn);
)js";
}

std::string_view page_script_hash() {
  return "sha256-jz9S0aTdXtcE9KBNKYeyhuHfRn7BkhIdjxMnx6kthto=";
}

std::string_view page_style() {
  return R"css(
:root{color-scheme:light dark;--ink:#1b1f24;--soft:#57606a;--paper:#fff;--line:#d0d7de;--good:#1a7f37;--bad:#cf222e;--odd:#9a6700;--box:#f6f8fa}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#8b949e;--paper:#0d1117;--line:#30363d;--good:#3fb950;--bad:#ff7b72;--odd:#d29922;--box:#161b22}}
body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:1200px;margin:0 auto;padding:16px}
h1{font-size:24px;margin:8px 0}h2{font-size:18px;margin:28px 0 8px;border-bottom:1px solid var(--line)}
.good{color:var(--good)}.bad{color:var(--bad)}.warning{color:var(--odd)}
pre{background:var(--box);border:1px solid var(--line);border-radius:6px;padding:10px;overflow-x:auto;white-space:pre-wrap}
pre.failure{border-left:4px solid var(--bad)}
table{border-collapse:collapse;font-size:13px;display:block;overflow-x:auto}
td:first-child{white-space:nowrap}
th,td{text-align:left;padding:3px 10px 3px 0;border-bottom:1px solid var(--line);vertical-align:top}
details.run{border:1px solid var(--line);border-radius:6px;margin:8px 0;padding:6px 10px}
details.run>summary{cursor:pointer;font-weight:600}
td.tried{color:var(--good)}td.untried{color:var(--soft)}
.picture{overflow-x:auto}
ol.tale{padding:0;list-style:none;font-variant-numeric:tabular-nums}
ol.tale li{white-space:pre-wrap}
dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 16px}dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
#tools{position:sticky;top:0;background:var(--paper);padding:8px 0;border-bottom:1px solid var(--line)}
#shown{color:var(--soft);margin-left:1em}
h3{font-size:15px;margin:20px 0 4px}
#filter{font:inherit;width:22em;max-width:100%;padding:3px 6px}
)css";
}

}  // namespace ripcord::report
