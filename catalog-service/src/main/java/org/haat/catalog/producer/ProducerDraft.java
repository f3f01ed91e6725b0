package org.haat.catalog.producer;

import org.haat.catalog.text.ContentHash;
import org.haat.catalog.text.LocalText;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says of a producer, in a file or a request, not yet judged. Codes are upper-cased by the reader.
 *
 * @param type name of a {@link ProducerType}
 * @param gstStatus name of a {@link GstStatus}
 * @param sellsThrough code of the producer that is seller of record for it
 */
public record ProducerDraft(
        String code,
        LocalText name,
        String type,
        @Nullable Integer districtLgd,
        @Nullable String pan,
        @Nullable String gstin,
        String gstStatus,
        @Nullable String enrolmentNo,
        @Nullable String sellsThrough,
        String address,
        String pin,
        @Nullable String phone,
        @Nullable String email,
        @Nullable String handloomMark,
        @Nullable String silkMark,
        @Nullable String khadiMark,
        @Nullable String giAuthorisedUser,
        @Nullable String fssai,
        @Nullable String udyam) {

    /** Equal for equal content, so that a repeated row is known as such. */
    public byte[] contentHash() {
        return new ContentHash()
                .add(code, name.en(), name.bn(), name.hi(), type, String.valueOf(districtLgd), pan, gstin, gstStatus)
                .add(enrolmentNo, sellsThrough, address, pin, phone, email, handloomMark, silkMark, khadiMark)
                .add(giAuthorisedUser, fssai, udyam)
                .bytes();
    }
}
