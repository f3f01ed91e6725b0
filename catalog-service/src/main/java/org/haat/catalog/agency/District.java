package org.haat.catalog.agency;

import org.haat.catalog.text.LocalText;

/**
 * @param lgdCode code of the Local Government Directory
 * @param stateGstCode GST code of its State, which is not the LGD code of the State
 */
public record District(int lgdCode, String stateGstCode, LocalText name) {}
