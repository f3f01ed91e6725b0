package org.haat.catalog.listing.gate;

import static org.haat.catalog.rule.Refusal.byProducer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haat.catalog.listing.gate.GuardedWord.Paper;
import org.haat.catalog.producer.ProducerDraft;
import org.haat.catalog.product.ProductDraft;
import org.haat.catalog.rule.Refusal;
import org.haat.catalog.text.SearchKey;

/**
 * Khadi, handloom and names with a geographical indication may stand in a listing only when the maker, or the body that
 * sells for it, holds the paper. Looks at whole words in all three scripts.
 */
final class GuardedWordRule implements Rule {
    /** Endings that Bengali joins to a noun; the noun is the same word. */
    private static final Set<String> ENDINGS = Set.of("", "র", "ের", "কে", "তে", "ে", "টি", "ও", "ই");

    @Override
    public List<Refusal> judge(Offer offer, Rulebook rulebook) {
        List<GuardedWord> inForce = rulebook.guardedWords().stream()
                .filter(word -> word.holdsOn(offer.date()))
                .filter(word -> !holds(offer.maker(), word.paper()) && !holds(offer.sellerOfRecord(), word.paper()))
                .toList();
        List<Refusal> refusals = new ArrayList<>();
        if (!inForce.isEmpty()) {
            texts(offer.product()).forEach((field, text) -> judge(field, text, inForce, refusals));
        }
        return refusals;
    }

    private static void judge(String field, String text, List<GuardedWord> words, List<Refusal> refusals) {
        String key = SearchKey.of(text);
        words.stream()
                .filter(word -> stands(word.key(), key))
                .findFirst()
                .ifPresent(word -> refusals.add(byProducer(rule(word.paper()), field, text, word.name())));
    }

    private static String rule(Paper paper) {
        return switch (paper) {
            case KHADI_MARK -> "khadi-word";
            case HANDLOOM_MARK -> "handloom-word";
            case GI_AUTHORISED_USER -> "gi-word";
        };
    }

    private static boolean holds(ProducerDraft producer, Paper paper) {
        return switch (paper) {
            case KHADI_MARK -> producer.khadiMark() != null;
            case HANDLOOM_MARK -> producer.handloomMark() != null;
            case GI_AUTHORISED_USER -> producer.giAuthorisedUser() != null;
        };
    }

    static boolean stands(String word, String key) {
        for (int at = key.indexOf(word); at >= 0; at = key.indexOf(word, at + 1)) {
            if (at == 0 || !isOfWord(key.charAt(at - 1))) {
                int end = at + word.length();
                int stop = end;
                while (stop < key.length() && isOfWord(key.charAt(stop))) {
                    stop++;
                }
                if (ENDINGS.contains(key.substring(end, stop))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isOfWord(char c) {
        int type = Character.getType(c);
        return Character.isLetterOrDigit(c)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    private static Map<String, String> texts(ProductDraft product) {
        Map<String, String> texts = new LinkedHashMap<>();
        product.title().byLanguage().forEach((language, text) -> texts.put("title_" + language, text));
        product.description().byLanguage().forEach((language, text) -> texts.put("description_" + language, text));
        texts.put("bullets", String.join(" | ", product.bullets()));
        return texts;
    }
}
