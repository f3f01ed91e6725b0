package org.haat.local.gateway;

/** What the bare origin shows. */
final class StartPage {
    private StartPage() {}

    static String html() {
        return Page.html("Start", """
                <h1>What a village makes, on every marketplace</h1>
                <a class="card" href="/catalog/"><b>Catalogue</b><span lang="bn">ক্যাটালগ</span><span lang="hi">कैटलॉग</span></a>
                <a class="card" href="/orders/"><b>Orders</b><span lang="bn">অর্ডার</span><span lang="hi">ऑर्डर</span></a>
                <a class="card" href="/sync/"><b>Marketplaces</b><span lang="bn">অনলাইন বাজার</span><span lang="hi">ऑनलाइन बाज़ार</span></a>
                <a class="card" href="/sandbox/"><b>Practice marketplaces</b><span lang="bn">অনুশীলনের বাজার</span><span lang="hi">अभ्यास बाज़ार</span></a>
                """);
    }
}
