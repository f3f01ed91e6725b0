package org.haat.local.gateway;

/** The plain pages that this program shows itself: start, sign in, service down. */
public final class Page {
    private Page() {}

    /** @param body HTML; texts in it must have gone through {@link #escape} */
    public static String html(String title, String body) {
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s · Haat</title>
                <style>
                body{margin:0;background:#faf7f2;color:#24201a;font:17px/1.5 system-ui,"Noto Sans","Noto Sans Bengali","Noto Sans Devanagari",sans-serif}
                header{background:#7a1f1f;color:#fff;padding:.7rem 1rem;font-weight:600}
                main{max-width:34rem;margin:1.2rem auto;padding:0 1rem}
                h1{font-size:1.4rem;margin:.2rem 0 .6rem}p{margin:.3rem 0}
                a.card,button{display:flex;flex-wrap:wrap;gap:.1rem .8rem;justify-content:space-between;width:100%%;box-sizing:border-box;
                margin:.5rem 0;padding:.8rem 1rem;border:1px solid #b9ac98;border-radius:.4rem;background:#fff;color:#24201a;font:inherit;
                text-align:left;text-decoration:none;cursor:pointer}
                a.card:hover,button:hover{border-color:#7a1f1f}a.card:focus-visible,button:focus-visible{outline:3px solid #b45309}
                span{color:#5c5346}
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
