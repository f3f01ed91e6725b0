package org.haat.channelsync.channel.amazon;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.http.Request;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.haat.channelsync.channel.PartnerStub;
import org.haat.channelsync.channel.PartnerStub.Reply;

/** Amazon's report of all listings as the tests need it, in the form of the published model reports_2021-06-30. */
final class AmazonReportsFarSide {
    static final String HEADINGS = "item-name\tseller-sku\tprice\tquantity\tasin1\tfulfillment-channel\tstatus";
    private static final String CREATED = "2026-11-21T06:00:00Z";
    private final PartnerStub stub;
    private final Supplier<List<String>> skus;
    private final List<String> made = Collections.synchronizedList(new ArrayList<>());
    private volatile String status = "DONE";
    private volatile boolean createAnswers = true;
    private volatile int refusal;
    private volatile String packed = "";
    private volatile String text = "";

    AmazonReportsFarSide(PartnerStub stub, Supplier<List<String>> skus) {
        this.stub = stub;
        this.skus = skus;
    }

    void end(String how) {
        status = how;
    }

    void loseTheAnswerOfCreate() {
        createAnswers = false;
    }

    void refuse(int with) {
        refusal = with;
    }

    /** In place of a report of what is shown. */
    void text(String report) {
        text = report;
    }

    /** Says that the document is packed, and it is not. */
    void sayPacked() {
        packed = "GZIP";
    }

    int made() {
        return made.size();
    }

    Reply create(Request request) {
        if (refusal != 0) {
            return Reply.json(refusal, AmazonFarSide.error(refusal));
        }
        String id = String.valueOf(70_000 + made.size() + 1);
        made.add(id);
        boolean answers = createAnswers;
        createAnswers = true;
        return answers ? Reply.json(202, object().put("reportId", id).toString()) : Reply.status(503);
    }

    Reply list(Request request) {
        ObjectNode body = object();
        ArrayNode list = body.putArray("reports");
        made.forEach(id -> list.insert(0, shown(id)));
        return Reply.json(body.toString());
    }

    Reply one(Request request) {
        String id = request.getUrl().split("[/?]")[4];
        return made.contains(id) ? Reply.json(shown(id).toString()) : Reply.json(404, AmazonFarSide.error(404));
    }

    private ObjectNode shown(String id) {
        ObjectNode report = object().put("reportId", id)
                .put("reportType", "GET_MERCHANT_LISTINGS_ALL_DATA")
                .put("createdTime", CREATED)
                .put("processingStatus", status);
        report.putArray("marketplaceIds").add(AmazonFarSide.STORE);
        if (status.equals("DONE")) {
            report.put("processingEndTime", CREATED).put("reportDocumentId", "amzn1.spdoc.1.4.eu." + id);
        }
        return report;
    }

    Reply document(Request request) {
        String id = request.getUrl().split("[/?]")[4];
        ObjectNode body = object().put("reportDocumentId", id)
                .put("url", stub.baseUrl() + "/presigned/listings/" + id + "?X-Sig=1");
        return Reply.json(
                packed.isEmpty()
                        ? body.toString()
                        : body.put("compressionAlgorithm", packed).toString());
    }

    /** There is no place for a token. */
    Reply download(Request request) {
        if (request.getHeader("x-amz-access-token") != null) {
            return Reply.status(403);
        }
        return new Reply(200, text.isEmpty() ? ofAll() : text, Map.of("Content-Type", "text/plain;charset=UTF-8"));
    }

    private String ofAll() {
        StringBuilder all = new StringBuilder(HEADINGS).append("\r\n");
        skus.get().forEach(sku -> all.append(row(sku)).append("\r\n"));
        return all.toString();
    }

    static String row(String sku) {
        return "Shantipuri tant cotton saree\t" + sku + "\t1999.5\t3\tB0KITASIN1\tDEFAULT\tActive";
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
