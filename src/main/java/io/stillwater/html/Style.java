package io.stillwater.html;

/** How the page looks, by day and by night. */
final class Style {
  static final String CSS =
      """
      :root{color-scheme:light dark;--ink:#1c2127;--soft:#56606c;--line:#dde2e8;--back:#f5f7f9;\
      --card:#fff;--blue:#1f62b5;--orange:#c2500c;--warn:#fff4dd}
      @media (prefers-color-scheme:dark){:root{--ink:#e6e9ed;--soft:#a0abb8;--line:#343c46;\
      --back:#12161b;--card:#1b2027;--blue:#6fb0ff;--orange:#ff9d5c;--warn:#33290f}}
      *{box-sizing:border-box}
      body{margin:0;background:var(--back);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
      main{max-width:60rem;margin:0 auto;padding:1rem}
      header{padding:1rem .25rem}
      h1{margin:0;font-size:2rem;line-height:1.2;overflow-wrap:anywhere}
      h2{margin:0 0 .25rem;font-size:1.2rem}
      p{margin:0 0 1rem;max-width:46rem}
      .kind{margin:0;color:var(--soft)}
      .lead{margin:.5rem 0 0;font-size:1.05rem}
      section{margin:0 0 1rem;padding:1.1rem 1.25rem;background:var(--card);\
      border:1px solid var(--line);border-radius:10px}
      .warnings{background:var(--warn)}
      ul{margin:0;padding-left:1.2rem}
      li,dd{overflow-wrap:anywhere}
      dl{margin:0}
      dl div{display:grid;grid-template-columns:8rem 1fr;gap:.5rem;padding:.3rem 0;\
      border-top:1px solid var(--line)}
      dt{color:var(--soft)}
      dd{margin:0}
      figure{margin:0;min-width:0}
      section>figure{max-width:38rem}
      figcaption{font-size:.9rem;color:var(--soft);overflow-wrap:anywhere}
      .charts,.multiples{display:grid;gap:1rem 1.5rem;\
      grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr))}
      .charts{grid-template-columns:repeat(auto-fill,minmax(min(100%,24rem),1fr))}
      .multiples figure{display:flex;flex-direction:column-reverse}
      .multiples figcaption{color:var(--ink);font-weight:600}
      .row{display:grid;gap:.5rem;grid-template-columns:1fr 1fr}
      svg{display:block;width:100%;height:auto}
      text{fill:var(--soft);font:12px system-ui,sans-serif}
      text.small{font-size:11px}
      text.word{fill:var(--orange);font-weight:600}
      polyline,line{fill:none;stroke-width:1.8;stroke-linejoin:round}
      .grid{stroke:var(--line);stroke-width:1}
      .frame{fill:none;stroke:var(--line)}
      .bar{fill:var(--blue)}
      .train{stroke:var(--soft)}
      .held,.real{stroke:var(--blue)}
      .beyond{stroke:var(--blue);stroke-dasharray:5 4}
      .drawn{stroke:var(--orange)}
      .row polyline{stroke-width:1.1}
      .dot{fill:none}
      .mark{stroke:var(--orange);stroke-dasharray:4 3}
      .shade{fill:var(--orange);opacity:.22}
      .other{stroke:var(--soft);stroke-width:1.1;opacity:.75}
      .interval{stroke:var(--orange);stroke-width:6;opacity:.45}
      .key{white-space:nowrap}
      .key::before{content:"";display:inline-block;width:1rem;margin:0 .3rem .25rem 0;\
      border-top:3px solid var(--blue)}
      .key.train::before{border-color:var(--soft)}
      .key.drawn::before{border-color:var(--orange)}
      .key.beyond::before{border-top-style:dashed}
      .key.interval::before{border-color:var(--orange);opacity:.6}
      .wide{overflow-x:auto}
      table{margin-top:1rem;border-collapse:collapse;font-size:.95rem}
      caption{text-align:left;color:var(--soft);font-size:.9rem;padding-bottom:.3rem}
      th,td{padding:.25rem .9rem .25rem 0;text-align:left;border-top:1px solid var(--line);\
      font-weight:400}
      thead th{color:var(--soft)}
      td{font-variant-numeric:tabular-nums}
      @media (max-width:34rem){main{padding:.5rem}section{padding:.9rem}\
      dl div{grid-template-columns:1fr;gap:0}}
      """;

  private Style() {}
}
