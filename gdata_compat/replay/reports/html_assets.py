"""The style and the script of the HTML report; without the script all can be read and filtered."""

from __future__ import annotations

__all__ = ["SCRIPT", "STYLE"]

STYLE = """
:root{color-scheme:light dark;--page:#fff;--text:#1c2024;--soft:#56606b;--line:#cfd6dd;--card:#f5f7f9;
--equal:#0a6b3d;--ignored:#075c86;--changed:#7d5400;--missing:#a61b1b;--extra:#76249c;--trouble:#a61b1b;
--old:#fdeaea;--oldmark:#f2b3b3;--new:#e6f5ea;--newmark:#a4dbb3}
@media(prefers-color-scheme:dark){:root{--page:#14171a;--text:#e6e9ec;--soft:#a7b1bb;--line:#3a424a;
--card:#1c2125;--equal:#63d297;--ignored:#6cc4f0;--changed:#f0c060;--missing:#ff9a94;--extra:#dba0f5;
--trouble:#ff9a94;--old:#3a1d1f;--oldmark:#7d2f33;--new:#16301f;--newmark:#2a6a3f}}
*{box-sizing:border-box}
html{background:var(--page);color:var(--text)}
body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:80rem;padding:1rem}
h1{font-size:1.6rem;margin:.2rem 0 .8rem}h2{font-size:1.25rem;margin:2rem 0 .5rem}
h3{font-size:1.05rem;margin:1.2rem 0 .3rem}
p{margin:.4rem 0}.soft{color:var(--soft)}
.wide{overflow-x:auto}
table{border-collapse:collapse}
td,th{border:1px solid var(--line);padding:.25rem .7rem;text-align:left}
td.n{text-align:right;font-variant-numeric:tabular-nums}thead th{background:var(--card)}
.badge{border:1px solid;border-radius:1rem;font-size:.85rem;font-weight:600;
padding:.05rem .7rem;white-space:nowrap}
.equal>.badge,.badge.equal{color:var(--equal)}.badge.ignored{color:var(--ignored)}
.badge.changed,.badge.different{color:var(--changed)}.badge.missing{color:var(--missing)}
.badge.extra{color:var(--extra)}.badge.trouble{color:var(--trouble)}
fieldset{border:1px solid var(--line);border-radius:.5rem;display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;
margin:1rem 0;padding:.4rem .8rem}
fieldset label{align-items:center;display:flex;gap:.4rem;min-height:2rem}
fieldset input[type=search]{background:var(--page);border:1px solid var(--soft);border-radius:.3rem;
color:inherit;font:inherit;padding:.2rem .5rem}
button{background:var(--card);border:1px solid var(--soft);border-radius:.3rem;color:inherit;font:inherit;
padding:.2rem .7rem}
.heads,.call>summary{column-gap:.8rem;display:grid;grid-template-columns:3.2rem 6.2rem 1fr 1fr}
.heads{color:var(--soft);font-size:.9rem;padding:0 .7rem}
.call{border:1px solid var(--line);border-left:.3rem solid var(--line);border-radius:.4rem;margin:.3rem 0}
.call.changed{border-left-color:var(--changed)}.call.missing{border-left-color:var(--missing)}
.call.extra{border-left-color:var(--extra)}.call.ignored{border-left-color:var(--ignored)}
.call.equal{border-left-color:var(--equal)}
summary{cursor:pointer;padding:.4rem .7rem}
.call>summary>span:first-child::before{color:var(--soft);content:"\\25b8 "/""}
.call[open]>summary>span:first-child::before{content:"\\25be "/""}
.call>summary{align-items:start}.call>summary:hover{background:var(--card)}
.side{min-width:0;overflow-wrap:anywhere}.side small{color:var(--soft);display:block}
.none{border:1px dashed var(--line);border-radius:.3rem;color:var(--soft);padding:0 .5rem}
.inside{border-top:1px solid var(--line);padding:.3rem .7rem .7rem}
.diffs{list-style:none;margin:.4rem 0;padding:0}.diffs>li{margin:.5rem 0}
.diffs b{overflow-wrap:anywhere}
.pair{display:grid;gap:.4rem;grid-template-columns:1fr 1fr;margin-top:.2rem}
.pair>*{border-radius:.3rem;font:14px/1.5 ui-monospace,monospace;min-width:0;overflow-wrap:anywhere;
padding:.2rem .5rem;text-decoration:none;white-space:pre-wrap}
del{background:var(--old)}ins{background:var(--new)}
mark{border-radius:.15rem;color:inherit;font-weight:700}
del mark{background:var(--oldmark)}ins mark{background:var(--newmark)}
.pair>span{border:1px dashed var(--line);color:var(--soft)}
.sides{display:grid;gap:.6rem;grid-template-columns:1fr 1fr}.sides>div{min-width:0}.sides h4{margin:.5rem 0 0}
pre{background:var(--card);border-radius:.3rem;font:13px/1.5 ui-monospace,monospace;margin:.3rem 0;
max-height:26rem;overflow:auto;overflow-wrap:anywhere;padding:.5rem;white-space:pre-wrap}
.hidden{clip-path:inset(50%);height:1px;overflow:hidden;position:absolute;width:1px;white-space:nowrap}
[hidden]{display:none!important}
@media(max-width:45rem){.pair,.sides{grid-template-columns:1fr}.heads{display:none}
.call>summary{grid-template-columns:3.2rem 1fr}.call>summary .side{grid-column:1/-1}
.side::before{color:var(--soft);content:attr(data-side) " ";font-size:.85rem}}
@media print{.call,.inside{break-inside:avoid}fieldset{display:none}}
""" + "".join(
    f"body:has(#show-{verdict}:not(:checked)) .call.{verdict}{{display:none}}\n"
    for verdict in ("equal", "ignored", "changed", "missing", "extra")
)

SCRIPT = """
const bar=document.querySelector("fieldset"),calls=[...document.querySelectorAll(".call")];
const label=document.createElement("label"),field=document.createElement("input");
field.type="search";label.append("Find ",field);bar.append(label);
field.addEventListener("input",()=>{const text=field.value.toLowerCase();
for(const call of calls)call.hidden=!call.textContent.toLowerCase().includes(text)});
for(const [name,open] of [["Open all",true],["Close all",false]]){
const button=document.createElement("button");
button.type="button";button.textContent=name;
button.addEventListener("click",()=>{for(const call of calls)call.open=open});bar.append(button)}
"""
