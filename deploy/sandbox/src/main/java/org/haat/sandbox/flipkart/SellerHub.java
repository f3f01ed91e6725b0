package org.haat.sandbox.flipkart;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.account.Accounts;
import org.haat.sandbox.journal.Shelf;
import org.haat.sandbox.market.Ground;
import org.haat.sandbox.pace.Delays;
import org.haat.sandbox.pace.Pace;
import org.haat.sandbox.unkindness.FaultKind;
import org.haat.sandbox.unkindness.Unkindness;

/**
 * The person at Seller Hub, whom no API replaces: takes a sheet of new products to quality control and comes back with
 * a catalogue number (FSN) for each that passed. The same product of the same seller gets the same number.
 */
public final class SellerHub {
    private static final List<String> NEEDED = List.of("sku", "title", "brand", "hsn", "mrp");
    private static final String LETTERS = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    /** A product of the catalogue, on which any seller may make an offer. */
    public record CatalogueProduct(String fsn, String title, String brand, String imageUrl, Instant from) {}

    /** One row's verdict. */
    public record Verdict(String sku, String status, String reason, String fsn) {}

    /** A sheet in quality control until {@code ready}. */
    public record Sheet(String id, String account, Instant taken, Instant ready, List<Verdict> verdicts) {}

    private final Shelf<CatalogueProduct> catalogue;
    private final Shelf<Sheet> sheets;
    private final Accounts accounts;
    private final Unkindness unkindness;
    private final Delays delays;
    private final Pace pace;

    SellerHub(Ground ground) {
        this.catalogue = new Shelf<>(ground.journal(), "flipkart.product", CatalogueProduct.class);
        this.sheets = new Shelf<>(ground.journal(), "flipkart.sheet", Sheet.class);
        this.accounts = ground.accounts();
        this.unkindness = ground.unkindness();
        this.delays = ground.delays();
        this.pace = ground.pace();
    }

    /** Takes a sheet; nothing if it has no rows or lacks a column. */
    public Optional<Sheet> take(Account account, String csv) {
        List<Map<String, String>> rows = CsvText.rows(csv);
        if (rows.isEmpty() || !rows.get(0).keySet().containsAll(NEEDED)) {
            return Optional.empty();
        }
        Instant now = pace.now();
        String id = accounts.uuid();
        Instant ready = delays.from(now, "flipkart.qc", account.name());
        List<Verdict> verdicts = new ArrayList<>();
        rows.forEach(row -> verdicts.add(judge(account, row, ready)));
        Sheet sheet = new Sheet(id, account.name(), now, ready, verdicts);
        sheets.put(id, sheet);
        return Optional.of(sheet);
    }

    private Verdict judge(Account account, Map<String, String> row, Instant ready) {
        String sku = row.getOrDefault("sku", "");
        Optional<String> reason = reason(account, row);
        if (reason.isPresent()) {
            return new Verdict(sku, "REJECTED", reason.get(), "");
        }
        String title = row.getOrDefault("title", "");
        String fsn = fsn(account.name() + "/" + sku, title);
        if (catalogue.find(fsn).isEmpty()) {
            catalogue.put(
                    fsn,
                    new CatalogueProduct(
                            fsn, title, row.getOrDefault("brand", ""), row.getOrDefault("image_url", ""), ready));
        }
        return new Verdict(sku, "APPROVED", "", fsn);
    }

    private Optional<String> reason(Account account, Map<String, String> row) {
        for (String column : NEEDED) {
            if (row.getOrDefault(column, "").isBlank()) {
                return Optional.of(column + " is missing");
            }
        }
        if (row.containsKey("image_url") && !row.getOrDefault("image_url", "").matches("https?://.+")) {
            return Optional.of("image_url is not a link to a picture");
        }
        if (!row.getOrDefault("hsn", "").matches("[0-9]{8}")) {
            return Optional.of("hsn must have 8 digits");
        }
        return unkindness
                .takeFor(
                        FaultKind.QC_REJECT, Account.FLIPKART, account.name(), "sellerHub", row.getOrDefault("sku", ""))
                .map(f -> f.text("message", "The main picture does not show the product on a plain background"));
    }

    static String fsn(String of, String title) {
        String letters = (title.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "") + "XXX").substring(0, 3);
        StringBuilder fsn = new StringBuilder(letters);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(of.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 13; i++) {
                fsn.append(LETTERS.charAt(Math.floorMod(digest[i], LETTERS.length())));
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        return fsn.toString();
    }

    /** A product that was in the catalogue before, for tests and lessons. */
    public CatalogueProduct add(String fsn, String title, String imageUrl) {
        CatalogueProduct product = new CatalogueProduct(fsn, title, "", imageUrl, pace.now());
        catalogue.put(fsn, product);
        return product;
    }

    public Optional<Sheet> sheet(String id) {
        return sheets.find(id);
    }

    public boolean ready(Sheet sheet) {
        return !pace.now().isBefore(sheet.ready);
    }

    public String result(Sheet sheet) {
        StringBuilder csv = new StringBuilder(CsvText.line(List.of("sku", "status", "reason", "fsn")));
        sheet.verdicts.forEach(v -> csv.append(CsvText.line(List.of(v.sku, v.status, v.reason, v.fsn))));
        return csv.toString();
    }

    Optional<CatalogueProduct> product(String fsn) {
        return catalogue.find(fsn).filter(p -> !pace.now().isBefore(p.from));
    }
}
