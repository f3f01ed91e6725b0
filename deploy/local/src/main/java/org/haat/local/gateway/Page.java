package org.haat.local.gateway;

/** The plain pages that this program shows itself: start, sign in, service down. */
public final class Page {
    /** For pages that name no icon of their own. */
    static final String ICON = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 48 48\">"
            + "<rect width=\"48\" height=\"48\" rx=\"11\" fill=\"#f7efe0\"/>"
            + "<path fill=\"#27357a\" d=\"M10 5h7v38h-7zM20.5 5h7v38h-7zM31 5h7v38h-7z\"/>"
            + "<path fill=\"#b23a2e\" d=\"M5 10h38v7H5zM5 31h38v7H5z\"/></svg>";

    private Page() {}

    /** @param body HTML; texts in it must have gone through {@link #escape} */
    public static String html(String title, String body) {
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s · Haat</title>
                <style>
                :root{color-scheme:light dark;--paper:#faf7f2;--card:#fff;--ink:#1d1b26;--soft:#5c5868;--line:#cfc8bb;--indigo:#27357a;--focus:#b8860b}
                @media (prefers-color-scheme:dark){:root{--paper:#14141b;--card:#1d1d27;--ink:#f0eee9;--soft:#b3aebf;--line:#474757;--indigo:#a9b6ff;--focus:#f3c46b}}
                body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.6 system-ui,"Noto Sans","Noto Sans Bengali","Noto Sans Devanagari",sans-serif}
                header{background:#1b2557;color:#fff;padding:.9rem 1rem;font-weight:650;border-bottom:.35rem solid #a5301f}
                main{max-width:34rem;margin:1.2rem auto;padding:0 1rem}
                h1{font-size:1.4rem;line-height:1.35;margin:.2rem 0 .6rem}p{margin:.3rem 0}
                a.card,button{display:flex;flex-wrap:wrap;gap:.1rem .8rem;justify-content:space-between;width:100%%;box-sizing:border-box;
                margin:.5rem 0;padding:.8rem 1rem;border:1px solid var(--line);border-radius:.75rem;background:var(--card);color:inherit;font:inherit;
                text-align:left;text-decoration:none;cursor:pointer}
                a.card:hover,button:hover{border-color:var(--indigo)}a.card:focus-visible,button:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
                span{color:var(--soft)}
                </style></head><body><header>Haat · হাট · हाट</header><main>
                %s
                </main></body></html>
                """.formatted(escape(title), body);
    }

    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
