import QRCode from 'qrcode';

/** Drawn here, as SVG: no key ever goes to anybody else's server. */
export async function qrCode(text: string): Promise<string> {
  const svg = await QRCode.toString(text, {type: 'svg', margin: 2, errorCorrectionLevel: 'M'});
  return svg.replace('<svg ', '<svg class="app-qr" role="img" aria-label="QR code for your authenticator app" ');
}
