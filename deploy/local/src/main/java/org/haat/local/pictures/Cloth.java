package org.haat.local.pictures;

import java.awt.Shape;
import java.awt.geom.Path2D;

/** Flat and folded textiles. */
final class Cloth {
    private Cloth() {}

    /** Folded, with the pallu laid over the front. */
    static void saree(Brush brush) {
        Palette palette = brush.palette;
        Shape body = Brush.box(110, 150, 780, 700);
        brush.repeat(body, palette.ground(), palette.accent(), 60 + brush.random.nextInt(4) * 14);
        for (int fold = 1; fold < 6; fold++) {
            brush.line(palette.dark(), 2, Brush.box(110, 150 + fold * 117, 780, 0.1));
        }
        brush.border(110, 150, 780, 62);
        brush.border(110, 788, 780, 62);
        brush.repeat(Brush.box(590, 212, 300, 576), palette.accent(), palette.ground(), 96);
        brush.border(590, 300, 300, 90);
        brush.border(590, 610, 300, 90);
        brush.line(palette.dark(), 4, Brush.box(590, 150, 300, 700));
    }

    static void stole(Brush brush) {
        Palette palette = brush.palette;
        brush.at(500, 500, 1, -0.16, () -> {
            brush.repeat(Brush.box(-190, -400, 380, 740), palette.ground(), palette.light(), 54);
            brush.border(-190, -400, 380, 70);
            brush.border(-190, 270, 380, 70);
            brush.fringe(-190, 340, 380, 62);
        });
    }

    static void sheet(Brush brush) {
        Palette palette = brush.palette;
        brush.repeat(Brush.box(95, 95, 810, 810), palette.light(), palette.ground(), 74);
        for (int side = 0; side < 4; side++) {
            brush.at(500, 500, 1, side * Math.PI / 2, () -> brush.border(-405, -405, 810, 84));
        }
        for (int ring = 8; ring > 0; ring--) {
            brush.fill(ring % 2 == 0 ? palette.ground() : palette.accent(), petals(ring * 22.0, 12));
        }
    }

    private static Path2D petals(double radius, int count) {
        Path2D path = new Path2D.Double();
        path.moveTo(500 + radius, 500);
        for (int i = 0; i < count; i++) {
            double middle = (i + 0.5) * 2 * Math.PI / count;
            double end = (i + 1) * 2 * Math.PI / count;
            path.quadTo(
                    500 + radius * 1.45 * Math.cos(middle), 500 + radius * 1.45 * Math.sin(middle),
                    500 + radius * Math.cos(end), 500 + radius * Math.sin(end));
        }
        path.closePath();
        return path;
    }

    static void mat(Brush brush) {
        Palette palette = brush.palette;
        brush.fill(palette.light(), Brush.box(90, 190, 820, 620));
        for (int row = 0; row < 31; row++) {
            for (int column = 0; column < 41; column++) {
                boolean figure = Math.abs(column % 14 - 7) + Math.abs(row % 14 - 7) < 5;
                if (figure || (row + column) % 2 == 0) {
                    brush.fill(
                            figure ? palette.ground() : palette.accent(),
                            Brush.box(90 + column * 20, 190 + row * 20, 19, 19));
                }
            }
        }
        brush.fringe(90, 810, 820, 34);
    }

    /** Painted panels, one above the other. */
    static void scroll(Brush brush) {
        Palette palette = brush.palette;
        brush.fill(palette.dark(), Brush.box(250, 60, 500, 26));
        brush.fill(palette.light(), Brush.box(280, 86, 440, 828));
        for (int panel = 0; panel < 4; panel++) {
            double y = 110 + panel * 200;
            brush.fill(panel % 2 == 0 ? palette.accent() : palette.ground(), Brush.box(305, y, 390, 180));
            for (int fish = 0; fish < 3; fish++) {
                double x = 370 + fish * 130;
                brush.fill(palette.dark(), Brush.round(x, y + 90, 90, 44));
                brush.fill(
                        palette.dark(),
                        Brush.curve(
                                x + 35, y + 90, x + 60, y + 60, x + 70, y + 62, x + 60, y + 90, x + 70, y + 118, x + 60,
                                y + 118, x + 35, y + 90));
                brush.fill(palette.light(), Brush.round(x - 26, y + 84, 12, 12));
            }
        }
        brush.fill(palette.dark(), Brush.box(250, 914, 500, 26));
    }
}
