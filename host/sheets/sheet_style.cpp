// SPDX-License-Identifier: Apache-2.0
#include "host/sheets/sheet_style.hpp"

namespace laad {

// Classes of paper: location (A4), a3, a4 (maps, on their side), list (A4, flows over pages). Nothing in a section may
// shrink (flex: none) or be wider than it: a browser would make maps smaller to fit, and their scale would be a lie.
char const* const sheet_style = R"(
:root{--ink:#1a1a1a;--soft:#555;--line:#999;--pale:#ccc}
*{box-sizing:border-box}
html{-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{margin:0;color:var(--ink);background:#fff;font:7.9pt/1.28 "Liberation Sans",Arial,Helvetica,"DejaVu Sans",sans-serif}
@page{margin:11mm 15mm 12mm;@bottom-right{font:7pt "Liberation Sans",Arial,Helvetica,"DejaVu Sans",sans-serif;color:#555}}
@page location{size:210mm 297mm}
@page a3{size:420mm 297mm}
@page a4{size:297mm 210mm}
@page list{size:210mm 297mm;margin:14mm 15mm 18mm;
 @bottom-left{font:6.5pt/1.3 "Liberation Sans",Arial,Helvetica,"DejaVu Sans",sans-serif;color:#555;width:150mm;text-align:left}
 @top-right{font:bold 7pt "Liberation Sans",Arial,Helvetica,"DejaVu Sans",sans-serif}}
section{break-after:page;display:flex;flex-direction:column;position:relative;overflow-x:clip}
section:last-child{break-after:auto}
section>*{flex:none}
section.location{page:location;min-height:272mm;width:180mm}
section.a3{page:a3;min-height:272mm;width:390mm}
section.a4{page:a4;min-height:185mm;width:267mm}
section.list{page:list;display:block;width:180mm}
header{display:flex;gap:4mm;align-items:center;border-bottom:.5mm solid var(--ink);padding-bottom:1.5mm;margin-bottom:2mm}
header>div{flex:1;min-width:0}
header p{margin:0;color:var(--soft);font-size:9pt}
.logo{height:14mm;max-width:45mm;object-fit:contain}
.number{font-size:22pt;line-height:1;border:.6mm solid var(--ink);border-radius:1.5mm;padding:1.2mm 3mm;min-width:16mm;text-align:center}
h1{font-size:17pt;line-height:1.2;margin:0 0 3mm}
h2{font-size:14pt;line-height:1.2;margin:0 0 .6mm}
h3{font-size:8.6pt;margin:0 0 .7mm;border-bottom:.2mm solid var(--line);padding-bottom:.3mm}
p{margin:0 0 1.5mm}
svg{display:block}
svg text{font-family:"Liberation Sans",Arial,Helvetica,"DejaVu Sans",sans-serif}
.warning{border:.4mm solid var(--ink);border-left-width:3mm;padding:.8mm 2mm;margin:0 0 2mm;font-size:7.4pt}
dl{display:grid;grid-template-columns:27mm 1fr;margin:0 0 2mm;row-gap:.3mm}
dl.short{display:block;columns:2;column-gap:3mm;font-size:7pt}
dl.short dt{float:left;clear:left;width:5mm;text-align:right;font-weight:bold;color:inherit}
dl.short dd{margin-left:6.5mm;break-inside:avoid}
dt{color:var(--soft)}
dd{margin:0}
.two,.rules{display:grid;grid-template-columns:1fr 70mm;gap:5mm}
.rules>div:first-child ul{columns:2;column-gap:5mm}
.photo{border:.3mm dashed var(--line);height:41mm;display:flex;align-items:center;justify-content:center;color:var(--soft);margin-bottom:2.5mm;text-align:center}
.pair{display:flex;gap:4mm;align-items:flex-start;justify-content:space-between}
.pair p{font-size:7.4pt}
ul{margin:0;padding-left:3.6mm}
li{break-inside:avoid}
footer{margin-top:auto;border-top:.2mm solid var(--line);padding-top:.8mm;font-size:6.5pt;color:var(--soft);padding-right:24mm}
footer p{margin:0}
.map{display:flex;gap:4mm}
.beside{flex:1;min-width:0}
.beside svg{margin-bottom:2mm}
table{border-collapse:collapse;table-layout:fixed;width:100%;font-size:7.8pt;margin-bottom:4mm}
caption{text-align:left;font-weight:bold;font-size:9pt;padding:0 0 1.5mm}
thead{display:table-header-group}
tr{break-inside:avoid}
th,td{overflow-wrap:anywhere;border-bottom:.15mm solid var(--pale);padding:.9mm 1.5mm;text-align:left;vertical-align:top}
thead th{border-bottom:.4mm solid var(--ink);border-top:.4mm solid var(--ink);vertical-align:bottom}
th.n,td.n{text-align:right;font-variant-numeric:tabular-nums}
.blank{display:inline-block;min-width:45mm;border-bottom:.2mm solid var(--ink)}
.figures{display:grid;grid-template-columns:1fr 1fr;gap:1.5mm 3mm;margin-bottom:3mm}
.figures div{border:.2mm solid var(--pale);padding:1.2mm 2mm}
.figures b{display:block;font-size:12pt;line-height:1.15}
.figures span{font-size:7pt;color:var(--soft);display:block;line-height:1.2}
a{color:inherit}
@media screen{body{background:#e8eaec}main{padding:6mm}
section,section.list{background:#fff;margin:0 auto 8mm;padding:11mm 15mm;box-sizing:content-box;box-shadow:0 .5mm 2mm #0004}}
)";

}  // namespace laad
