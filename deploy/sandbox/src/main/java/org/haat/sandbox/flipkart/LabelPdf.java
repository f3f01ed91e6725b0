package org.haat.sandbox.flipkart;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.haat.sandbox.market.Sale;

/** A small real PDF: a page for each shipment, A6, Helvetica, marked as training material. */
final class LabelPdf {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<Integer> offsets = new ArrayList<>();

    private LabelPdf() {}

    static byte[] of(List<Shipment> shipments) {
        return new LabelPdf().write(shipments);
    }

    private byte[] write(List<Shipment> shipments) {
        text("%PDF-1.4\n");
        StringBuilder kids = new StringBuilder();
        for (int i = 0; i < shipments.size(); i++) {
            kids.append(4 + 2 * i).append(" 0 R ");
        }
        object("<< /Type /Catalog /Pages 2 0 R >>");
        object("<< /Type /Pages /Count " + shipments.size() + " /Kids [" + kids + "] >>");
        object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
        for (int i = 0; i < shipments.size(); i++) {
            object(
                    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 298 420] /Resources << /Font << /F1 3 0 R >> >> /Contents "
                            + (5 + 2 * i) + " 0 R >>");
            String content = page(shipments.get(i));
            object("<< /Length " + content.length() + " >>\nstream\n" + content + "\nendstream");
        }
        trailer();
        return out.toByteArray();
    }

    private static String page(Shipment s) {
        Sale.Buyer b = s.sale().buyer();
        List<String> lines = new ArrayList<>(List.of(
                "TRAINING LABEL - NOT FOR A COURIER",
                "Shipment " + s.shipmentId,
                "Order " + s.sale().orderId() + "   AWB " + s.tracking(),
                s.sale().cashOnDelivery() ? "Cash on delivery" : "Prepaid",
                "To: " + b.name(),
                b.line1() + ", " + b.line2(),
                b.city() + ", " + b.state() + " " + b.pin(),
                "Invoice " + s.invoiceNumber));
        s.goods().forEach(l -> lines.add(l.quantity() + " x " + l.sku() + "  Rs " + l.totalPaise() / 100));
        StringBuilder content = new StringBuilder("BT /F1 10 Tf 16 390 Td 16 TL\n");
        lines.forEach(l -> content.append('(').append(escaped(l)).append(") Tj T*\n"));
        return content.append("ET").toString();
    }

    private static String escaped(String line) {
        return line.replaceAll("[^\\x20-\\x7E]", "?")
                .replace("\\", "\\\\")
                .replace("(", "\\(")
                .replace(")", "\\)");
    }

    private void object(String body) {
        offsets.add(out.size());
        text(offsets.size() + " 0 obj\n" + body + "\nendobj\n");
    }

    private void trailer() {
        int start = out.size();
        text("xref\n0 " + (offsets.size() + 1) + "\n0000000000 65535 f \n");
        offsets.forEach(o -> text("%010d 00000 n \n".formatted(o)));
        text("trailer\n<< /Size " + (offsets.size() + 1) + " /Root 1 0 R >>\nstartxref\n" + start + "\n%%EOF\n");
    }

    private void text(String s) {
        out.writeBytes(s.getBytes(StandardCharsets.US_ASCII));
    }
}
