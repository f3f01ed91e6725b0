package org.haat.catalog.media;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * What a picture is by its own bytes, never by its name.
 *
 * @param mediaType {@code image/jpeg} or {@code image/png}: what every channel takes
 * @param whiteBorderPercent share of the pixels along the edge that are white, 0 to 100
 */
public record Picture(String mediaType, int widthPx, int heightPx, int whiteBorderPercent) {
    private static final int LARGEST_SIDE_PX = 12_000;
    private static final long MOST_PIXELS = 50_000_000L;
    private static final int SAMPLED_SIDE_PX = 1_000;
    private static final int NEARLY_WHITE = 245;

    /**
     * Measures a picture without unpacking it whole: a small file that unpacks to gigabytes costs nothing.
     *
     * @return empty when the bytes are no JPEG or PNG, are broken, or are larger than a channel takes
     */
    public static Optional<Picture> of(byte[] bytes) {
        String mediaType = mediaType(bytes);
        if (mediaType.isEmpty()) {
            return Optional.empty();
        }
        try (ImageInputStream input = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            return readers.hasNext() ? measure(readers.next(), input, mediaType) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            // Readers throw many kinds of exception for broken files; all of them mean the same here.
            return Optional.empty();
        }
    }

    private static Optional<Picture> measure(ImageReader reader, ImageInputStream input, String mediaType)
            throws IOException {
        try {
            reader.setInput(input, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if (Math.max(width, height) > LARGEST_SIDE_PX || (long) width * height > MOST_PIXELS) {
                return Optional.empty();
            }
            ImageReadParam param = reader.getDefaultReadParam();
            int step = Math.max(1, Math.max(width, height) / SAMPLED_SIDE_PX);
            param.setSourceSubsampling(step, step, 0, 0);
            BufferedImage sample = onWhite(reader.read(0, param));
            return Optional.of(new Picture(mediaType, width, height, whiteBorder(sample)));
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage onWhite(BufferedImage image) {
        BufferedImage plain = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = plain.createGraphics();
        graphics.drawImage(image, 0, 0, Color.WHITE, null);
        graphics.dispose();
        return plain;
    }

    private static int whiteBorder(BufferedImage image) {
        int right = image.getWidth() - 1;
        int bottom = image.getHeight() - 1;
        int white = 0;
        for (int x = 0; x <= right; x++) {
            white += isWhite(image.getRGB(x, 0)) + isWhite(image.getRGB(x, bottom));
        }
        for (int y = 0; y <= bottom; y++) {
            white += isWhite(image.getRGB(0, y)) + isWhite(image.getRGB(right, y));
        }
        return 100 * white / (2 * (right + 1) + 2 * (bottom + 1));
    }

    private static int isWhite(int rgb) {
        int red = rgb >> 16 & 0xFF;
        int green = rgb >> 8 & 0xFF;
        int blue = rgb & 0xFF;
        return Math.min(red, Math.min(green, blue)) >= NEARLY_WHITE ? 1 : 0;
    }

    private static String mediaType(byte[] bytes) {
        if (bytes.length > 3 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xD8 && (bytes[2] & 0xFF) == 0xFF) {
            return "image/jpeg";
        }
        boolean png = bytes.length > 8
                && (bytes[0] & 0xFF) == 0x89
                && bytes[1] == 'P'
                && bytes[2] == 'N'
                && bytes[3] == 'G'
                && bytes[4] == '\r'
                && bytes[5] == '\n';
        return png ? "image/png" : "";
    }
}
