package org.haat.local.pictures;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Draws a catalogue's pictures into a folder. Three of the sample's are unfit on purpose. */
public final class PictureFolder {
    private static final int MAIN_PIXELS = 1600;
    private static final int DETAIL_PIXELS = 1000;
    private static final Map<String, Flaw> FLAWED =
            Map.of("SHOLAPITH-24", Flaw.TOO_SMALL, "MEENAKARI-40", Flaw.COLOURED_GROUND, "DURRIE-50", Flaw.WRONG_BYTES);
    private final Path folder;

    private enum Flaw {
        TOO_SMALL,
        COLOURED_GROUND,
        WRONG_BYTES
    }

    public PictureFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * @param images file names, the main picture first
     */
    public record Order(String sku, String craft, List<String> images) {}

    /** Draws what is not there yet. */
    public void draw(List<Order> orders) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ImageIO.setUseCache(false);
        orders.parallelStream()
                .flatMap(order -> Stream.iterate(0, i -> i < order.images().size(), i -> i + 1)
                        .map(i -> new Sheet(order, i)))
                .filter(sheet -> !Files.exists(folder.resolve(sheet.name())))
                .forEach(this::draw);
    }

    private record Sheet(Order order, int index) {
        String name() {
            return order.images().get(index);
        }
    }

    private void draw(Sheet sheet) {
        ProductPicture picture =
                new ProductPicture(sheet.order().sku(), sheet.order().craft());
        Path file = folder.resolve(sheet.name());
        if (sheet.index() > 0) {
            write(picture.detail(DETAIL_PIXELS), format(sheet.name()), file);
            return;
        }
        Flaw flaw = FLAWED.get(sheet.order().sku());
        if (flaw == null) {
            write(picture.whole(MAIN_PIXELS, Color.WHITE), format(sheet.name()), file);
            return;
        }
        switch (flaw) {
            case TOO_SMALL -> write(picture.whole(400, Color.WHITE), format(sheet.name()), file);
            case COLOURED_GROUND -> write(picture.whole(MAIN_PIXELS, new Color(0xF3D9A4)), format(sheet.name()), file);
            case WRONG_BYTES -> write(picture.whole(600, Color.WHITE), "bmp", file);
        }
    }

    private static String format(String name) {
        return name.endsWith(".png") ? "png" : "jpg";
    }

    private static void write(BufferedImage picture, String format, Path file) {
        Path work = file.resolveSibling(file.getFileName() + ".new");
        try {
            if (!ImageIO.write(picture, format, work.toFile())) {
                throw new IOException("This JDK writes no " + format);
            }
            Files.move(work, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
