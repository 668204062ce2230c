import { getDocumentProxy, getResolvedPDFJS } from 'unpdf';

type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>;
export type PdfPage = Awaited<ReturnType<PdfDocument['getPage']>>;
type PdfLibrary = Awaited<ReturnType<typeof getResolvedPDFJS>>;
export type PdfOperators = PdfLibrary['OPS'];

export interface OpenPdf {
  readonly document: PdfDocument;
  readonly operators: PdfOperators;
}

/**
 * Opens a PDF; its pictures are not decoded.
 *
 * @throws what pdf.js throws: `PasswordException` for a locked file, `InvalidPDFException` for a broken one.
 */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  fillIn();
  const { OPS: operators } = await getResolvedPDFJS();
  // pdf.js takes the buffer for itself, so it gets a copy
  const document = await getDocumentProxy(new Uint8Array(bytes), { maxImageSize: 1, verbosity: 0 });
  return { document, operators };
}

/** Node 20 lacks what pdf.js ends a font's record with. Node 21 and later have it, and nothing is changed there. */
function fillIn(): void {
  ArrayBuffer.prototype.transferToFixedLength ??= function (this: ArrayBuffer, length = this.byteLength) {
    return this.slice(0, length);
  };
}
