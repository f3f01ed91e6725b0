package org.haat.local.pictures;

import java.awt.Color;
import java.util.Random;

/** Colours of one product: a ground, an accent, a dark and a light. */
record Palette(Color ground, Color accent, Color dark, Color light) {
    private static final int[][] DYES = {
        {0x8B1A2B, 0xE0B44C, 0x3D0C12, 0xF6E7C1}, {0x1F3A68, 0xD9603B, 0x0F1B33, 0xE8DCC4},
        {0x2F6B4F, 0xE3B23C, 0x14301F, 0xF2E8CF}, {0xC76B29, 0x7A1F1F, 0x4A2511, 0xFBE6C8},
        {0x6A2E6E, 0xE6A817, 0x2E1231, 0xF3DDEB}, {0xB5892B, 0x8C2F1B, 0x4B350B, 0xFFF1CC},
        {0x0F6E7C, 0xEFC050, 0x083B43, 0xDFF1EE}, {0xA63D40, 0x284B63, 0x4C1A1C, 0xF7E3D4},
    };

    static Palette of(Random random) {
        int[] dye = DYES[random.nextInt(DYES.length)];
        return new Palette(new Color(dye[0]), new Color(dye[1]), new Color(dye[2]), new Color(dye[3]));
    }

    /** Burnt clay, for what is made of earth. */
    static Palette clay() {
        return new Palette(new Color(0xB4552D), new Color(0xE8B98A), new Color(0x6E2F16), new Color(0xF4DCC0));
    }
}
