package org.haat.local.pictures;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Random;

/**
 * Pictures of one product: the same product gives the same pixels each time.
 *
 * @param sku decides colours and motifs
 * @param craft decides what is drawn
 */
record ProductPicture(String sku, String craft) {
    private static final int UNITS = 1000;

    /** The whole product on {@code ground}. */
    BufferedImage whole(int pixels, Color ground) {
        return draw(pixels, ground, this::product);
    }

    /** The surface from near by, as a second picture. */
    BufferedImage detail(int pixels) {
        return draw(pixels, Color.WHITE, brush -> {
            brush.repeat(Brush.box(0, 0, UNITS, UNITS), brush.palette.ground(), brush.palette.accent(), 160);
            brush.border(0, 380, UNITS, 240);
        });
    }

    private interface Motif {
        void draw(Brush brush);
    }

    private BufferedImage draw(int pixels, Color ground, Motif motif) {
        BufferedImage picture = new BufferedImage(pixels, pixels, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = picture.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setPaint(ground);
        canvas.fillRect(0, 0, pixels, pixels);
        canvas.scale(pixels / (double) UNITS, pixels / (double) UNITS);
        Random random = new Random(sku.hashCode() * 0x9E3779B97F4A7C15L);
        boolean clay = craft.contains("terracotta") || craft.equals("molela") || craft.equals("pokaran-pottery");
        motif.draw(new Brush(canvas, clay ? Palette.clay() : Palette.of(random), random));
        canvas.dispose();
        return picture;
    }

    private void product(Brush brush) {
        switch (kind()) {
            case SAREE -> Cloth.saree(brush);
            case STOLE -> Cloth.stole(brush);
            case SHEET -> Cloth.sheet(brush);
            case MAT -> Cloth.mat(brush);
            case SCROLL -> Cloth.scroll(brush);
            case VESSEL -> Objects.vessel(brush);
            case LAMPS -> Objects.lamps(brush);
            case CUPS -> Objects.cups(brush);
            case FIGURE -> Objects.figure(brush);
            case BIRD -> Objects.bird(brush);
            case MASK -> Objects.mask(brush);
            case BAG -> Objects.bag(brush);
            case JEWEL -> Objects.jewel(brush);
            case BANGLES -> Objects.bangles(brush);
            case TIN -> Objects.tin(brush);
            case SWEETS -> Objects.sweets(brush);
            case BOX -> Objects.chest(brush);
            case SHOES -> Objects.shoes(brush);
            case PUPPETS -> Objects.puppets(brush);
            case PLAQUE -> Objects.plaque(brush);
        }
    }

    private Kind kind() {
        return switch (sku) {
            case "DOKRA-13", "MEENAKARI-39" -> Kind.JEWEL;
            case "TERRACOTTA-16" -> Kind.CUPS;
            case "MEENAKARI-40" -> Kind.BIRD;
            default -> Kind.ofCraft(craft);
        };
    }
}
