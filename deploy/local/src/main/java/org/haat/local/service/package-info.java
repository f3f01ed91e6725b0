/** The three services and the sandbox as child processes: where their programs are and what they are told. */
@NullMarked
package org.haat.local.service;

import org.jspecify.annotations.NullMarked;
