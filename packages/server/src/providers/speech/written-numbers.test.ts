import { describe, expect, it } from 'vitest';
import { writtenNumbers } from './written-numbers.js';

describe('written numbers', () => {
  it.each([
    ['book me at nine thirty a.m. please', 'book me at 9:30 am please'],
    ['at nine thirty a m', 'at 9:30 am'],
    ['nine a.m.', '9 am'],
    ['two p m', '2 pm'],
    ['two pm', '2 pm'],
    ['at twelve oh five p.m.', 'at 12:05 pm'],
    ['at ten forty five', 'at 10:45'],
    ["at eleven o'clock", 'at 11:00'],
    ['nine oh five', '9:05'],
    ['half past nine', '9:30'],
    ['quarter to one p.m.', '12:45 pm'],
    ['quarter past four', '4:15'],
    ['at one on monday', 'at 1 on monday'],
    ['at one', 'at 1'],
    ['i am well', 'i am well'],
    ['i am', 'i am'],
  ])('reads the time in "%s"', (said, written) => {
    expect(writtenNumbers(said.split(' '))).toBe(written);
  });

  it.each([
    ['on the twentieth', 'on the 20th'],
    ['june twenty first', 'june 21st'],
    ['the twenty second of march at ten', 'the 22nd of march at 10'],
    ['the thirtieth', 'the 30th'],
    ['the thirty first', 'the 31st'],
    ['the eleventh and the twelfth and the thirteenth', 'the 11th and the 12th and the 13th'],
    ['monday the third', 'monday the 3rd'],
    ['may the second', 'may the 2nd'],
    ['the first of may', 'the 1st of may'],
    ['move it to the second please', 'move it to the 2nd please'],
    ['june fifth twenty twenty six', 'june 5th 2026'],
  ])('reads the date in "%s"', (said, written) => {
    expect(writtenNumbers(said.split(' '))).toBe(written);
  });

  it.each([
    ['the first one', 'the first one'],
    ['the second slot please', 'the second slot please'],
    ['on the third floor', 'on the third floor'],
    ['one of them', 'one of them'],
    ['another one', 'another one'],
    ['wait a second', 'wait a second'],
    ['oh no', 'oh no'],
    ['may i come', 'may i come'],
  ])('leaves "%s" as it is', (said, written) => {
    expect(writtenNumbers(said.split(' '))).toBe(written);
  });

  it.each([
    ['three days', '3 days'],
    ['i am thirty five years old', 'i am 35 years old'],
    ['five hundred milligrams', '500 milligrams'],
    ['one hundred and twenty over eighty', '120 over 80'],
    ['two thousand', '2000'],
    ['call nine one one', 'call 911'],
    ['my number is seven oh three four', 'my number is 7034'],
    ['nineteen eighty four', '1984'],
    ['twenty twenty', '2020'],
    ['', ''],
  ])('reads the numbers in "%s"', (said, written) => {
    expect(writtenNumbers(said.split(' '))).toBe(written);
  });
});
