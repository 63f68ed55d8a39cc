/// Decodes WebP pictures row by row, in little memory whatever their size (docs/adr/0018).
@NullMarked
package cn.juhui.evidence.adapter.imaging.webp;

import org.jspecify.annotations.NullMarked;
