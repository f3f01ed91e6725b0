package org.haat.local.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFolderTest {
    @TempDir
    Path folder;

    @Test
    void sameProductGivesTheSameBytesAndAnotherProductOthers() throws IOException {
        byte[] first = drawn("one", "GARAD-06", "garad");
        assertThat(drawn("two", "GARAD-06", "garad")).isEqualTo(first);
        assertThat(drawn("three", "KORIAL-07", "korial")).isNotEqualTo(first);
    }

    @Test
    void mainPictureIsLargeOnPureWhiteAndFillsTheFrame() throws IOException {
        drawn("white", "BALUCHARI-01", "baluchari");
        BufferedImage picture = ImageIO.read(folder.resolve("white/main.jpg").toFile());

        assertThat(picture.getWidth()).isEqualTo(1600);
        assertThat(picture.getRGB(2, 2)).isEqualTo(Color.WHITE.getRGB());
        assertThat(picture.getRGB(1597, 1597)).isEqualTo(Color.WHITE.getRGB());
        assertThat(picture.getRGB(800, 800)).isNotEqualTo(Color.WHITE.getRGB());
    }

    @Test
    void unfitPicturesAreUnfitInTheWayTheSampleSays() throws IOException {
        drawn("small", "SHOLAPITH-24", "sholapith");
        drawn("coloured", "MEENAKARI-40", "meenakari");
        byte[] wrong = drawn("wrong", "DURRIE-50", "durrie");

        assertThat(ImageIO.read(folder.resolve("small/main.jpg").toFile()).getWidth())
                .isEqualTo(400);
        BufferedImage coloured =
                ImageIO.read(folder.resolve("coloured/main.jpg").toFile());
        assertThat(new Color(coloured.getRGB(2, 2)).getBlue()).isLessThan(200);
        assertThat(new String(wrong, 0, 2, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("BM");
    }

    @Test
    void everyKindCanBeDrawn() {
        for (Kind kind : Kind.values()) {
            assertThat(kind.name()).isNotEmpty();
        }
        for (String craft : List.of(
                "jute",
                "thewa",
                "lac-bangles",
                "joynagar-moa",
                "usta",
                "mojari",
                "kathputli",
                "molela",
                "blue-pottery",
                "terracotta",
                "patachitra",
                "chau-mask",
                "natungram",
                "dokra",
                "darjeeling-tea")) {
            BufferedImage picture = new ProductPicture("X-1", craft).whole(100, Color.WHITE);
            assertThat(inked(picture)).as(craft).isGreaterThan(300);
        }
    }

    private static int inked(BufferedImage picture) {
        int inked = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                inked += picture.getRGB(x, y) == Color.WHITE.getRGB() ? 0 : 1;
            }
        }
        return inked;
    }

    private byte[] drawn(String name, String sku, String craft) throws IOException {
        Path target = folder.resolve(name);
        new PictureFolder(target).draw(List.of(new PictureFolder.Order(sku, craft, List.of("main.jpg"))));
        return Files.readAllBytes(target.resolve("main.jpg"));
    }
}
