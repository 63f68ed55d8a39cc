/// What a dossier is made of.
@NullMarked
package cn.juhui.refund.application.dossier;

import org.jspecify.annotations.NullMarked;
