package org.haat.sandbox.page;

/** Money for people: ₹1,23,456 or ₹1,23,456.50. */
final class Rupees {
    private Rupees() {}

    static String text(long paise) {
        String whole = String.valueOf(Math.abs(paise) / 100);
        StringBuilder grouped = new StringBuilder();
        int first = whole.length() - 3;
        for (int i = 0; i < whole.length(); i++) {
            boolean comma = i == first || (i < first && (first - i) % 2 == 0);
            if (i > 0 && comma) {
                grouped.append(',');
            }
            grouped.append(whole.charAt(i));
        }
        long rest = Math.abs(paise) % 100;
        return (paise < 0 ? "−₹" : "₹") + grouped + (rest == 0 ? "" : ".%02d".formatted(rest));
    }
}
