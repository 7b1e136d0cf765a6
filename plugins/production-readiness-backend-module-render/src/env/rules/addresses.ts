import { keccak_256 } from '@noble/hashes/sha3';
import { bytesToHex } from '@noble/hashes/utils';

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const SOLANA_BYTES = 32;

/**
 * 20 bytes in hexadecimal digits that are not all zero; in mixed case with the
 * checksum of EIP-55.
 */
export function isEvmAddress(value: string): boolean {
  const digits = /^0x([0-9a-fA-F]{40})$/.exec(value.trim())?.[1];
  if (!digits || /^0+$/.test(digits)) return false;
  const lower = digits.toLowerCase();
  const isMixed = digits !== lower && digits !== digits.toUpperCase();
  return !isMixed || digits === checksummed(lower);
}

function checksummed(lower: string): string {
  const hash = bytesToHex(keccak_256(new TextEncoder().encode(lower)));
  return [...lower]
    .map((digit, index) =>
      parseInt(hash[index], 16) >= 8 ? digit.toUpperCase() : digit,
    )
    .join('');
}

/** 32 bytes in base58 that are not all zero, which is the system's own program. */
export function isSolanaAddress(value: string): boolean {
  const text = value.trim();
  // 32 bytes are 32 to 44 digits.
  if (!/^[1-9A-HJ-NP-Za-km-z]{32,44}$/.test(text)) return false;
  const number = [...text].reduce(
    (sum, digit) => sum * 58n + BigInt(ALPHABET.indexOf(digit)),
    0n,
  );
  if (number === 0n) return false;
  const leadingZeros = /^1*/.exec(text)![0].length;
  const bytes = Math.ceil(number.toString(16).length / 2);
  return leadingZeros + bytes === SOLANA_BYTES;
}
