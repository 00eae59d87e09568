// SPDX-License-Identifier: Apache-2.0
#include "host/present/page_style.hpp"

namespace laad {

char const* const page_style = R"(
:root{color-scheme:light;--ink:#1c2733;--soft:#5b6875;--line:#d9dfe5;--accent:#0072b2;--warn:#ffd166}
*{box-sizing:border-box}
body{margin:0;font:16px/1.5 system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;color:var(--ink);background:#f5f7f9}
main,header{max-width:1180px;margin:0 auto;padding:0 20px}
header{padding-top:28px}
h1{font-size:1.9rem;line-height:1.2;margin:0 0 .3rem}
h2{font-size:1.3rem;margin:0 0 .6rem}
p{margin:.4rem 0 .8rem;max-width:75ch}
.soft{color:var(--soft)}
.banner{background:var(--warn);border-radius:8px;padding:12px 16px;margin:16px 0;color:#3a2a00}
.banner ul{margin:.3rem 0 0;padding-left:1.2rem}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(180px,1fr));gap:12px;margin:18px 0}
.card{background:#fff;border:1px solid var(--line);border-radius:10px;padding:14px 16px}
.card b{display:block;font-size:1.6rem;line-height:1.2;color:var(--accent)}
.card span{font-size:.9rem;color:var(--soft)}
section{background:#fff;border:1px solid var(--line);border-radius:10px;padding:20px;margin:18px 0}
figure{margin:0 0 18px}
figure img{width:100%;height:auto;display:block;border:1px solid var(--line);border-radius:6px}
figcaption{font-size:.9rem;color:var(--soft);margin-top:6px}
.scroll{overflow-x:auto;margin:0 0 14px}
table{border-collapse:collapse;width:100%;font-size:.9rem}
caption{text-align:left;font-weight:600;padding:4px 0 8px}
th,td{padding:6px 10px;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
thead th{background:#eef2f5;vertical-align:bottom}
thead th.n,thead th.k{white-space:normal}
tbody th{font-weight:600}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.k{white-space:nowrap}
.beside{display:grid;gap:20px}
a{color:var(--accent)}
nav a{margin-right:14px}
a:focus-visible{outline:3px solid var(--accent)}
@media (max-width:600px){main,header{padding:0 10px}section{padding:12px}h1{font-size:1.5rem}}
@media print{body{background:#fff}section,.card{border:0;padding:0;break-inside:avoid-page}nav{display:none}.scroll{overflow:visible}table{font-size:.75rem}thead{display:table-header-group}tr{break-inside:avoid}}
)";

}  // namespace laad
