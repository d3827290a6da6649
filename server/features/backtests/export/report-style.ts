/** The style of a report: follows the reader's light or dark setting, and prints on white. */
export const REPORT_STYLE = `
:root{color-scheme:light dark;--ink:#17181c;--soft:#5b6070;--line:#dfe2e8;--page:#fff;--blue:#3f51c9;--gray:#7a8496;--red:#bf4a24}
@media (prefers-color-scheme:dark){:root{--ink:#eceef3;--soft:#a0a7b5;--line:#2a2f3a;--page:#0f1115;--blue:#8d9bff;--gray:#8f98a8;--red:#f08a5d}}
@media print{:root{--ink:#17181c;--soft:#5b6070;--line:#dfe2e8;--page:#fff;--blue:#3f51c9;--gray:#7a8496;--red:#bf4a24}}
body{margin:0;background:var(--page);color:var(--ink);font:14px/1.5 system-ui,sans-serif;font-variant-numeric:tabular-nums}
main{max-width:1040px;margin:0 auto;padding:32px 20px}h1{font-size:24px;margin:0}h2{font-size:16px;margin:32px 0 8px}
.note{color:var(--soft);margin:4px 0 16px}.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;margin:20px 0}
.tile{border:1px solid var(--line);border-radius:8px;padding:10px 12px}.tile span{display:block;color:var(--soft);font-size:12px}.tile b{font-size:17px;white-space:nowrap}
figure{margin:16px 0}figcaption{font-weight:600;margin-bottom:6px}svg{width:100%;height:auto;font-size:11px;fill:var(--soft)}
path{fill:none;stroke-width:1.5;vector-effect:non-scaling-stroke}path.strategy{stroke:var(--blue)}path.benchmark{stroke:var(--gray)}path.drawdown{stroke:var(--red)}
.rule{stroke:var(--line)}.key{font-weight:400;font-size:12px;margin-left:10px}.key::before{content:"";display:inline-block;width:14px;border-top:2px solid;vertical-align:middle;margin-right:5px}
.key.strategy::before{border-color:var(--blue)}.key.benchmark::before{border-color:var(--gray)}.key.drawdown::before{border-color:var(--red)}
@media (max-width:600px){svg{font-size:22px}}
@page{size:A4;margin:14mm 12mm}
@media print{main{max-width:none;padding:0}body{font-size:11px}table{font-size:10px}.wide{overflow:visible}figure,.tiles,tr{break-inside:avoid}h2{break-after:avoid;margin-top:20px}.tiles{grid-template-columns:repeat(4,1fr)}}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:13px}th{text-align:left;color:var(--soft);font-weight:500}td,th{padding:5px 10px 5px 0;border-bottom:1px solid var(--line);vertical-align:top}
`;
