package org.haat.local.gateway;

/** What a person sees while a service is down. It asks again by itself. */
final class ServiceDownPage {
    private ServiceDownPage() {}

    static String html(String name) {
        return Page.html(
                "One moment",
                "<meta http-equiv=\"refresh\" content=\"3\"><h1>One moment</h1><p>The part of Haat for "
                        + Page.escape(name)
                        + " is starting, or waits for another part.</p><p>This page asks again every three seconds. Nothing that you saved is lost.</p>"
                        + "<p lang=\"bn\">একটু অপেক্ষা করুন। যা সংরক্ষণ করেছেন তা হারায়নি।</p>"
                        + "<p lang=\"hi\">थोड़ा रुकें। जो सहेजा गया है वह सुरक्षित है।</p>");
    }
}
