package org.haat.catalog.listing.gate;

import static org.haat.catalog.rule.Refusal.byAgency;

import java.util.ArrayList;
import java.util.List;
import org.haat.catalog.media.MediaAsset;
import org.haat.catalog.media.Picture;
import org.haat.catalog.rule.Refusal;

/** Every named picture is uploaded, and the first one is large enough and on white ground. */
final class MainPictureRule implements ChannelRule {
    private static final int WHITE_ENOUGH_PERCENT = 90;

    @Override
    public List<Refusal> judge(Offer offer, Channel channel) {
        List<String> images = offer.product().images();
        if (images.isEmpty()) {
            return List.of(byAgency("picture-none", "images", null));
        }
        List<Refusal> refusals = new ArrayList<>();
        images.stream()
                .filter(image -> !offer.pictures().containsKey(image))
                .forEach(image -> refusals.add(byAgency("picture-missing", "images", image)));
        MediaAsset main = offer.pictures().get(images.get(0));
        if (main != null) {
            judge(images.get(0), main.picture(), channel, refusals);
        }
        return refusals;
    }

    private static void judge(String name, Picture picture, Channel channel, List<Refusal> refusals) {
        if (Math.min(picture.widthPx(), picture.heightPx()) < channel.mainImageMinPx()) {
            refusals.add(byAgency(
                    "picture-small",
                    "images",
                    name,
                    picture.widthPx() + " × " + picture.heightPx(),
                    String.valueOf(channel.mainImageMinPx())));
        }
        if (channel.mainImageWhite() && picture.whiteBorderPercent() < WHITE_ENOUGH_PERCENT) {
            refusals.add(byAgency("picture-ground", "images", name, String.valueOf(picture.whiteBorderPercent())));
        }
    }
}
