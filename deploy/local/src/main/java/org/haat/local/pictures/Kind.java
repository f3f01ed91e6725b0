package org.haat.local.pictures;

/** What a product looks like, roughly. */
enum Kind {
    SAREE,
    STOLE,
    SHEET,
    MAT,
    VESSEL,
    LAMPS,
    CUPS,
    FIGURE,
    BIRD,
    MASK,
    SCROLL,
    BAG,
    JEWEL,
    BANGLES,
    TIN,
    SWEETS,
    BOX,
    SHOES,
    PUPPETS,
    PLAQUE;

    static Kind ofCraft(String craft) {
        return switch (craft) {
            case "silk-stole", "bandhej" -> STOLE;
            case "nakshi-kantha", "sanganeri", "bagru", "razai", "khadi-cotton" -> SHEET;
            case "sitalpati", "madurkathi", "durrie" -> MAT;
            case "blue-pottery", "pokaran-pottery" -> VESSEL;
            case "terracotta" -> LAMPS;
            case "dokra", "bankura-terracotta" -> FIGURE;
            case "natungram" -> BIRD;
            case "chau-mask", "kushmandi-mask", "sholapith" -> MASK;
            case "patachitra", "pichwai" -> SCROLL;
            case "santiniketan-leather", "jute" -> BAG;
            case "thewa", "meenakari" -> JEWEL;
            case "lac-bangles" -> BANGLES;
            case "darjeeling-tea", "sundarban-honey" -> TIN;
            case "joynagar-moa", "nolen-gur" -> SWEETS;
            case "usta" -> BOX;
            case "mojari" -> SHOES;
            case "kathputli", "krishnanagar-doll" -> PUPPETS;
            case "molela" -> PLAQUE;
            default -> SAREE;
        };
    }
}
