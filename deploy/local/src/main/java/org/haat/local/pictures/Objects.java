package org.haat.local.pictures;

import java.awt.Color;
import java.awt.Shape;

/** Things that stand: clay, wood, metal, leather, food. */
final class Objects {
    private Objects() {}

    static void vessel(Brush brush) {
        Palette palette = brush.palette;
        Shape pot = Brush.curve(
                380, 200, 500, 180, 620, 200, 600, 290, 640, 330, 900, 470, 800, 720, 720, 880, 500, 880, 280, 880, 200,
                720, 100, 470, 360, 330, 400, 290, 380, 200);
        brush.fill(palette.ground(), pot);
        brush.canvas.clip(pot);
        brush.repeat(Brush.box(0, 470, 1000, 190), palette.light(), palette.accent(), 95);
        brush.fill(palette.dark(), Brush.box(0, 452, 1000, 16));
        brush.fill(palette.dark(), Brush.box(0, 662, 1000, 16));
        brush.canvas.setClip(null);
        brush.fill(palette.dark(), Brush.round(500, 203, 236, 44));
    }

    static void lamps(Brush brush) {
        for (int i = 0; i < 12; i++) {
            brush.at(190 + (i % 4) * 207, 270 + (i / 4) * 235, 1, 0, () -> lamp(brush));
        }
    }

    private static void lamp(Brush brush) {
        brush.fill(brush.palette.ground(), Brush.curve(-85, -20, -80, 70, 0, 70, 80, 70, 90, -24, 40, -10, -85, -20));
        brush.fill(brush.palette.dark(), Brush.round(-2, -20, 168, 34));
        brush.fill(new Color(0xF2A516), Brush.curve(74, -26, 56, -64, 80, -104, 100, -60, 74, -26));
    }

    static void cups(Brush brush) {
        for (int i = 0; i < 6; i++) {
            brush.at(230 + (i % 3) * 270, 330 + (i / 3) * 350, 1, 0, () -> {
                brush.fill(
                        brush.palette.ground(),
                        Brush.curve(
                                -95, -110, 0, -96, 95, -110, 90, 60, 62, 120, 0, 138, -62, 120, -90, 60, -95, -110));
                brush.fill(brush.palette.dark(), Brush.round(0, -110, 190, 44));
                brush.line(brush.palette.accent(), 7, Brush.box(-84, -30, 168, 0.1));
            });
        }
    }

    /** A long-necked animal, as the potters and casters of Bankura make it. */
    static void figure(Brush brush) {
        Palette palette = brush.palette;
        brush.fill(
                palette.ground(),
                Brush.curve(
                        300, 560, 290, 430, 400, 440, 520, 440, 560, 420, 560, 220, 600, 150, 720, 190, 700, 300, 640,
                        320, 650, 420, 720, 520, 690, 620, 600, 660, 420, 660, 300, 640, 300, 560));
        for (int leg = 0; leg < 4; leg++) {
            brush.fill(palette.ground(), Brush.box(330 + leg * 95, 600, 58, 270));
            brush.fill(palette.dark(), Brush.box(326 + leg * 95, 850, 66, 26));
        }
        brush.fill(palette.ground(), Brush.curve(600, 190, 590, 60, 630, 90, 650, 140, 640, 190, 620, 190, 600, 190));
        brush.fill(palette.dark(), Brush.round(655, 232, 22, 22));
        for (int band = 0; band < 5; band++) {
            brush.line(palette.accent(), 12, Brush.round(608, 300 + band * 44, 96 - band * 4, 26));
        }
        brush.repeat(Brush.round(470, 545, 250, 140), palette.accent(), palette.dark(), 50);
    }

    static void bird(Brush brush) {
        Palette palette = brush.palette;
        brush.fill(
                palette.ground(),
                Brush.curve(260, 380, 230, 120, 500, 130, 770, 120, 740, 380, 800, 760, 500, 880, 200, 760, 260, 380));
        brush.repeat(Brush.round(500, 640, 300, 380), palette.light(), palette.accent(), 64);
        for (int side = -1; side <= 1; side += 2) {
            double x = 500 + side * 112;
            brush.fill(palette.accent(), Brush.round(x, 330, 200, 200));
            brush.fill(Color.WHITE, Brush.round(x, 330, 140, 140));
            brush.fill(palette.dark(), Brush.round(x, 330, 70, 70));
            brush.repeat(
                    Brush.curve(
                            500 + side * 190,
                            480,
                            500 + side * 330,
                            560,
                            500 + side * 230,
                            800,
                            500 + side * 150,
                            700,
                            500 + side * 190,
                            480),
                    palette.dark(),
                    palette.accent(),
                    48);
        }
        brush.fill(
                new Color(0xE39A1D), Brush.curve(460, 390, 500, 370, 540, 390, 520, 450, 500, 480, 480, 450, 460, 390));
        brush.fill(palette.dark(), Brush.box(300, 872, 400, 30));
    }

    static void mask(Brush brush) {
        Palette palette = brush.palette;
        for (int ray = 0; ray < 24; ray++) {
            brush.at(
                    500,
                    520,
                    1,
                    ray * Math.PI / 12,
                    () -> brush.fill(
                            palette.accent(),
                            Brush.curve(280, -40, 420, -30, 430, 0, 420, 30, 280, 40, 280, 0, 280, -40)));
        }
        brush.fill(
                palette.ground(),
                Brush.curve(220, 420, 220, 150, 500, 150, 780, 150, 780, 420, 760, 800, 500, 890, 240, 800, 220, 420));
        for (int side = -1; side <= 1; side += 2) {
            double x = 500 + side * 125;
            brush.fill(Color.WHITE, Brush.curve(x - 90, 440, x, 370, x + 90, 440, x, 500, x - 90, 440));
            brush.fill(palette.dark(), Brush.round(x, 438, 58, 58));
            brush.line(palette.dark(), 14, Brush.curve(x - 95, 360, x, 300, x + 95, 360, x, 306, x - 95, 360));
        }
        brush.fill(palette.dark(), Brush.curve(465, 470, 430, 610, 500, 620, 570, 610, 535, 470, 500, 560, 465, 470));
        brush.fill(new Color(0xB3202A), Brush.curve(390, 700, 500, 650, 610, 700, 500, 790, 390, 700));
        brush.fill(palette.light(), Brush.round(500, 265, 70, 70));
    }

    static void bag(Brush brush) {
        Palette palette = brush.palette;
        brush.line(
                palette.dark(),
                26,
                Brush.curve(350, 360, 360, 120, 500, 120, 640, 120, 650, 360, 640, 140, 500, 140, 360, 140, 350, 360));
        brush.fill(
                palette.ground(),
                Brush.curve(190, 340, 500, 320, 810, 340, 840, 600, 820, 880, 500, 900, 180, 880, 160, 600, 190, 340));
        brush.repeat(Brush.round(500, 620, 380, 380), palette.accent(), palette.dark(), 96);
        brush.line(palette.light(), 6, Brush.round(500, 620, 420, 420));
    }

    static void jewel(Brush brush) {
        Palette palette = brush.palette;
        for (int bead = 0; bead < 34; bead++) {
            double angle = bead * Math.PI * 2 / 34;
            brush.fill(
                    bead % 2 == 0 ? palette.accent() : palette.ground(),
                    Brush.round(500 + 300 * Math.sin(angle), 400 - 300 * Math.cos(angle), 50, 50));
        }
        brush.fill(
                palette.accent(),
                Brush.curve(500, 690, 640, 740, 600, 840, 560, 920, 500, 930, 440, 920, 400, 840, 360, 740, 500, 690));
        brush.repeat(Brush.round(500, 815, 130, 150), palette.ground(), palette.light(), 40);
    }

    static void bangles(Brush brush) {
        for (int i = 0; i < 6; i++) {
            Shape ring = Brush.round(500, 270 + i * 92, 620, 190);
            brush.line(i % 2 == 0 ? brush.palette.ground() : brush.palette.accent(), 44, ring);
            for (int stone = 0; stone < 16; stone++) {
                double angle = stone * Math.PI / 8;
                brush.fill(
                        brush.palette.light(),
                        Brush.round(500 + 310 * Math.cos(angle), 270 + i * 92 + 95 * Math.sin(angle), 20, 20));
            }
        }
    }

    static void tin(Brush brush) {
        Palette palette = brush.palette;
        brush.fill(palette.ground(), Brush.box(280, 210, 440, 640));
        brush.fill(palette.ground(), Brush.round(500, 850, 440, 100));
        brush.fill(palette.dark(), Brush.round(500, 210, 440, 100));
        brush.fill(palette.accent(), Brush.round(500, 190, 400, 84));
        brush.repeat(Brush.box(280, 380, 440, 340), palette.light(), palette.ground(), 88);
        brush.fill(palette.accent(), Brush.box(280, 366, 440, 14));
        brush.fill(palette.accent(), Brush.box(280, 720, 440, 14));
    }

    static void sweets(Brush brush) {
        brush.fill(brush.palette.light(), Brush.round(500, 700, 820, 280));
        for (int i = 0; i < 10; i++) {
            brush.fill(
                    i % 2 == 0 ? new Color(0xB9803F) : new Color(0xA56B2C),
                    Brush.round(260 + (i % 5) * 120, 640 - (i / 5) * 110, 150, 140));
        }
    }

    static void chest(Brush brush) {
        Palette palette = brush.palette;
        brush.fill(palette.dark(), Brush.box(150, 400, 700, 420));
        brush.fill(palette.ground(), Brush.curve(150, 400, 160, 230, 500, 220, 840, 230, 850, 400, 500, 400, 150, 400));
        brush.repeat(Brush.box(185, 440, 630, 340), palette.ground(), palette.accent(), 105);
        brush.fill(palette.accent(), Brush.round(500, 410, 90, 90));
    }

    static void shoes(Brush brush) {
        for (int shoe = 0; shoe < 2; shoe++) {
            brush.at(360 + shoe * 290, 520, 1, shoe == 0 ? -0.08 : 0.08, () -> {
                brush.fill(
                        brush.palette.ground(),
                        Brush.curve(
                                -90, 330, -130, 60, -100, -180, -60, -330, 0, -390, 60, -330, 100, -180, 130, 60, 90,
                                330, 0, 380, -90, 330));
                brush.fill(brush.palette.dark(), Brush.round(0, 160, 150, 290));
                brush.repeat(Brush.round(0, -160, 130, 190), brush.palette.accent(), brush.palette.dark(), 44);
            });
        }
    }

    static void puppets(Brush brush) {
        for (int puppet = 0; puppet < 2; puppet++) {
            brush.at(330 + puppet * 340, 480, 1, 0, () -> {
                brush.line(brush.palette.dark(), 4, Brush.box(0, -400, 0.1, 240));
                brush.repeat(
                        Brush.curve(
                                -60, -60, -120, 200, -150, 390, 0, 420, 150, 390, 120, 200, 60, -60, 0, -40, -60, -60),
                        brush.palette.ground(),
                        brush.palette.accent(),
                        66);
                brush.fill(new Color(0xC98F5A), Brush.round(0, -130, 130, 160));
                brush.fill(
                        brush.palette.accent(),
                        Brush.curve(-80, -170, -60, -260, 0, -270, 60, -260, 80, -170, 0, -190, -80, -170));
                brush.fill(Color.BLACK, Brush.round(-26, -130, 18, 12));
                brush.fill(Color.BLACK, Brush.round(26, -130, 18, 12));
            });
        }
    }

    static void plaque(Brush brush) {
        Palette palette = brush.palette;
        brush.fill(palette.accent(), Brush.box(190, 140, 620, 740));
        brush.line(palette.dark(), 30, Brush.box(215, 165, 570, 690));
        brush.at(230, 260, 0.56, 0, () -> figure(brush));
        brush.fill(palette.ground(), Brush.round(330, 290, 90, 90));
    }
}
