/// The dossier of a case: a page, its pictures and its history in one archive.
@NullMarked
package cn.juhui.refund.adapter.http.dossier;

import org.jspecify.annotations.NullMarked;
