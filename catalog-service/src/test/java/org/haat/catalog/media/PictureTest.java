package org.haat.catalog.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.haat.catalog.Api;
import org.junit.jupiter.api.Test;

class PictureTest {
    @Test
    void pictureOnWhiteIsMeasured() {
        assertThat(Picture.of(Api.picture(1200, 900, Color.WHITE))).hasValueSatisfying(picture -> {
            assertThat(picture.mediaType()).isEqualTo("image/jpeg");
            assertThat(picture.widthPx()).isEqualTo(1200);
            assertThat(picture.heightPx()).isEqualTo(900);
            assertThat(picture.whiteBorderPercent()).isGreaterThan(95);
        });
    }

    @Test
    void colouredGroundIsSeen() {
        assertThat(Picture.of(Api.picture(600, 600, new Color(0xC0D8F0))))
                .hasValueSatisfying(
                        picture -> assertThat(picture.whiteBorderPercent()).isZero());
    }

    @Test
    void otherBytesAreNoPicture() {
        assertThat(Picture.of("GIF89a and so on".getBytes(StandardCharsets.US_ASCII)))
                .isEmpty();
        assertThat(Picture.of("<svg onload=alert(1)>".getBytes(StandardCharsets.US_ASCII)))
                .isEmpty();
        assertThat(Picture.of(new byte[0])).isEmpty();
        byte[] whole = Api.picture(600, 600, Color.WHITE);
        assertThat(Picture.of(Arrays.copyOf(whole, 12))).isEmpty();
    }

    @Test
    void pictureThatUnpacksToGigabytesIsRefusedByItsHeader() {
        assertThat(Picture.of(pngHeader(60_000, 60_000))).isEmpty();
    }

    private static byte[] pngHeader(int width, int height) {
        byte[] chunk = ByteBuffer.allocate(17)
                .put("IHDR".getBytes(StandardCharsets.US_ASCII))
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        CRC32 crc = new CRC32();
        crc.update(chunk);
        return ByteBuffer.allocate(33)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'})
                .putInt(13)
                .put(chunk)
                .putInt((int) crc.getValue())
                .array();
    }
}
