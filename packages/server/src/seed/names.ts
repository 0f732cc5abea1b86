/** Common names of one language, to be put together at random: nobody is meant. */
export interface Names {
  /** The tag of the language. */
  readonly language: string;
  readonly female: readonly string[];
  readonly male: readonly string[];
  readonly last: readonly string[];
}

/** In Latin letters, with accents that can be taken off: addresses are made from them. */
export const names: readonly Names[] = [
  {
    language: 'en',
    female: ['Alice', 'Charlotte', 'Grace', 'Hannah', 'Olivia', 'Ruby'],
    male: ['Daniel', 'Edward', 'Harry', 'Jack', 'Samuel', 'Thomas'],
    last: ['Bennett', 'Carter', 'Fletcher', 'Hughes', "O'Connor", 'Parker', 'Turner', 'Walsh'],
  },
  {
    language: 'es',
    female: ['Camila', 'Inés', 'Lucía', 'María', 'Sofía', 'Valentina'],
    male: ['Andrés', 'Diego', 'Javier', 'José', 'Mateo', 'Tomás'],
    last: ['Álvarez', 'Castillo', 'García', 'Hernández', 'Muñoz', 'Núñez', 'Ramírez', 'Vega'],
  },
  {
    language: 'fr',
    female: ['Amélie', 'Chloé', 'Éloïse', 'Hélène', 'Juliette', 'Margaux'],
    male: ['Antoine', 'Étienne', 'François', 'Jérôme', 'Julien', 'Théo'],
    last: ['Bernard', 'Dubois', 'Fournier', 'Gauthier', 'Lefèvre', 'Mercier', 'Perrin', 'Rousseau'],
  },
  {
    language: 'de',
    female: ['Anna', 'Frieda', 'Greta', 'Johanna', 'Leonie', 'Mathilda'],
    male: ['Felix', 'Jonas', 'Jürgen', 'Karl', 'Lukas', 'Moritz'],
    last: ['Becker', 'Hoffmann', 'Krämer', 'Müller', 'Neumann', 'Schäfer', 'Vogel', 'Zimmermann'],
  },
  {
    language: 'pl',
    female: ['Agnieszka', 'Barbara', 'Ewa', 'Joanna', 'Magdalena', 'Zofia'],
    male: ['Adam', 'Jakub', 'Marcin', 'Piotr', 'Tomasz', 'Wojciech'],
    last: ['Adamczyk', 'Dudek', 'Kowalczyk', 'Mazur', 'Nowak', 'Sikora', 'Wójcik', 'Zając'],
  },
  {
    language: 'yo',
    female: ['Abeni', 'Adunni', 'Folake', 'Ronke', 'Titilayo', 'Yetunde'],
    male: ['Babatunde', 'Femi', 'Kayode', 'Olumide', 'Segun', 'Tunde'],
    last: ['Adebayo', 'Afolabi', 'Akande', 'Balogun', 'Fashola', 'Ogunleye', 'Oyelaran', 'Sowande'],
  },
  {
    language: 'sw',
    female: ['Amina', 'Asha', 'Furaha', 'Neema', 'Rehema', 'Zawadi'],
    male: ['Baraka', 'Jabari', 'Juma', 'Kito', 'Rashidi', 'Salim'],
    last: ['Barasa', 'Kamau', 'Kimani', 'Mwangi', 'Njoroge', 'Odhiambo', 'Otieno', 'Wanjiru'],
  },
  {
    language: 'ar',
    female: ['Fatima', 'Hanan', 'Layla', 'Mariam', 'Noor', 'Yasmin'],
    male: ['Ahmed', 'Hassan', 'Karim', 'Omar', 'Tariq', 'Youssef'],
    last: ['Abboud', 'Darwish', 'Farouk', 'Haddad', 'Khalil', 'Mansour', 'Nasser', 'Saleh'],
  },
  {
    language: 'hi',
    female: ['Aditi', 'Deepa', 'Kavya', 'Meera', 'Priya', 'Sunita'],
    male: ['Anil', 'Arjun', 'Dev', 'Rahul', 'Sanjay', 'Vikram'],
    last: ['Chopra', 'Deshmukh', 'Gupta', 'Iyer', 'Mehta', 'Patel', 'Sharma', 'Verma'],
  },
  {
    language: 'zh',
    female: ['Fang', 'Hui', 'Jing', 'Lan', 'Mei', 'Xiu'],
    male: ['Bo', 'Hao', 'Jun', 'Lei', 'Ming', 'Wei'],
    last: ['Chen', 'Huang', 'Li', 'Liu', 'Lü', 'Wang', 'Zhang', 'Zhou'],
  },
  {
    language: 'ja',
    female: ['Aiko', 'Emi', 'Haruka', 'Keiko', 'Sakura', 'Yuki'],
    male: ['Akira', 'Daichi', 'Haruto', 'Kenji', 'Ren', 'Takumi'],
    last: ['Fujita', 'Itō', 'Kobayashi', 'Mori', 'Nakamura', 'Satō', 'Tanaka', 'Yamada'],
  },
  {
    language: 'vi',
    female: ['Hà', 'Hồng', 'Lan', 'Linh', 'Mai', 'Thảo'],
    male: ['Bảo', 'Huy', 'Khoa', 'Minh', 'Quang', 'Tuấn'],
    last: ['Bùi', 'Hoàng', 'Lê', 'Ngô', 'Nguyễn', 'Phạm', 'Trần', 'Vũ'],
  },
];
