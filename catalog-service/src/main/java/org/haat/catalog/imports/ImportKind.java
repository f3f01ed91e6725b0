package org.haat.catalog.imports;

import java.util.List;

/** What a file holds, and the columns that it must have. A cell may be empty; a column may not be left out. */
public enum ImportKind {
    PRODUCERS("producer_id,name_en,name_bn,name_hi,type,district_lgd,pan,gstin,gst_status,enrolment_no,sells_through,"
            + "address,pin,phone,email,handloom_mark,silk_mark,khadi_mark,gi_authorised_user,fssai,udyam"),
    PRODUCTS("sku,producer_id,craft,title_en,title_bn,title_hi,description_en,description_bn,description_hi,bullets,"
            + "brand,hsn,gtin,mrp,selling_price,weight_g,length_cm,width_cm,height_cm,lead_time_days,procurement,"
            + "country_of_origin,material,colour,size,technique,loom,care,pattern,net_quantity,pack_contents,images,"
            + "location,stock");

    private final List<String> columns;

    ImportKind(String columns) {
        this.columns = List.of(columns.split(","));
    }

    public List<String> columns() {
        return columns;
    }

    /** The column that names a row's subject; it may stand once in a file. */
    String keyColumn() {
        return columns.get(0);
    }
}
